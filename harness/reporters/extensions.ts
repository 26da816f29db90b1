import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Failure } from '../model/failure.ts';
import { hooks, type Reporter } from '../report/reporter.ts';
import { asError } from '../util/thrown.ts';

/**
 * The reporters of somebody's own, by the paths of their modules. Throws a `Failure` that names the file of one that
 * cannot be loaded, has no hook, or is named twice: before anything runs.
 */
export async function extensions(
  paths: readonly string[],
  say: (line: string) => void,
  patienceMs = 10_000,
): Promise<Reporter[]> {
  const twice = paths.find((path, index) => paths.findIndex((one) => resolve(one) === resolve(path)) < index);
  if (twice !== undefined) throw refused(twice, 'it is named twice', 'Name each reporter once.');
  return Promise.all(paths.map(async (path) => guarded(path, await loaded(path), say, patienceMs)));
}

async function loaded(path: string): Promise<Reporter> {
  const { default: exported } = await imported(path);
  const reporter: unknown = typeof exported === 'function' ? called(path, exported as () => unknown) : exported;
  if (typeof reporter !== 'object' || reporter === null)
    throw refused(path, 'its default export is no reporter, and no function that makes one', shape);
  const own = reporter as Readonly<Record<string, unknown>>;
  const wrong = hooks.find((hook) => own[hook] !== undefined && typeof own[hook] !== 'function');
  if (wrong) throw refused(path, `its \`${wrong}\` is no function`, shape);
  if (hooks.every((hook) => own[hook] === undefined)) throw refused(path, `it has none of ${hooks.join(', ')}`, shape);
  return reporter;
}

async function imported(path: string): Promise<{ readonly default?: unknown }> {
  try {
    return await import(pathToFileURL(resolve(path)).href);
  } catch (cause) {
    throw refused(path, asError(cause).message, 'Mend the module, or its path.', cause);
  }
}

function called(path: string, make: () => unknown): unknown {
  try {
    return make();
  } catch (cause) {
    throw refused(path, asError(cause).message, 'Mend the module.', cause);
  }
}

/**
 * No verdict hangs on a reporter. It is given copies, since what it did to the report itself would be the verdict; its
 * hooks are called one after the other, since one may wait; and one that fails, or keeps the end waiting for too long, is
 * told of once and hears nothing more.
 */
function guarded(path: string, reporter: Reporter, say: (line: string) => void, patienceMs: number): Reporter {
  let failed = false;
  let before = Promise.resolve();
  const fail = (hook: string, error: unknown): void => {
    if (!failed) say(`the reporter ${path} failed in ${hook}, and hears nothing more: ${asError(error).message}`);
    failed = true;
  };
  const call =
    <Words extends readonly unknown[]>(
      hook: keyof Reporter,
      work: ((this: Reporter, ...words: Words) => unknown) | undefined,
    ) =>
    (...words: Words): Promise<void> => {
      if (failed || !work) return before;
      // At once, since what it is given goes on being written to; and what cannot be copied is no reason to end a run.
      let copies: Words;
      try {
        copies = structuredClone(words);
      } catch (error) {
        fail(hook, error);
        return before;
      }
      before = before.then(async () => {
        if (failed) return;
        try {
          await work.call(reporter, ...copies);
        } catch (error) {
          fail(hook, error);
        }
      });
      return before;
    };
  const end = call('end', reporter.end);
  return {
    begin: call('begin', reporter.begin),
    event: call('event', reporter.event),
    report: call('report', reporter.report),
    end: async (run, code) => {
      const late = new AbortController();
      const tooLate = setTimeout(patienceMs, undefined, { signal: late.signal }).then(
        () => fail('end', new Error(`it is not done after ${patienceMs / 1000} s`)),
        () => undefined,
      );
      await Promise.race([end(run, code), tooLate]);
      late.abort();
    },
  };
}

const shape = 'Export an object with some of `begin`, `event`, `report` and `end`, or a function that makes one.';
const refused = (path: string, happened: string, remedy: string, cause?: unknown): Failure =>
  new Failure('usage', { attempted: `load the reporter ${path}`, happened, remedy, cause });
