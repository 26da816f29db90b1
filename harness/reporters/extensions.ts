import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from '../model/failure.ts';
import { hooks, type Reporter } from '../report/reporter.ts';
import { asError } from '../util/thrown.ts';

/**
 * The reporters of somebody's own, by the paths of their modules. Throws a `Failure` that names the file of one that
 * cannot be loaded, has no hook, or is named twice: before anything runs.
 */
export async function extensions(paths: readonly string[], say: (line: string) => void): Promise<Reporter[]> {
  const twice = paths.find((path, index) => paths.findIndex((one) => resolve(one) === resolve(path)) < index);
  if (twice !== undefined) throw refused(twice, 'it is named twice', 'Name each reporter once.');
  return Promise.all(paths.map(async (path) => guarded(path, await loaded(path), say)));
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

/** A reporter that fails is told of once, and hears nothing more: no verdict hangs on it. */
function guarded(path: string, reporter: Reporter, say: (line: string) => void): Reporter {
  let failed = false;
  const fail = (hook: string, error: unknown): void => {
    if (!failed) say(`the reporter ${path} failed in ${hook}, and hears nothing more: ${asError(error).message}`);
    failed = true;
  };
  const call =
    <Words extends readonly unknown[]>(
      hook: keyof Reporter,
      work: ((this: Reporter, ...words: Words) => unknown) | undefined,
    ) =>
    async (...words: Words): Promise<void> => {
      if (failed || !work) return;
      try {
        await work.call(reporter, ...words);
      } catch (error) {
        fail(hook, error);
      }
    };
  return {
    begin: call('begin', reporter.begin),
    event: call('event', reporter.event),
    report: call('report', reporter.report),
    end: call('end', reporter.end),
  };
}

const shape = 'Export an object with some of `begin`, `event`, `report` and `end`, or a function that makes one.';
const refused = (path: string, happened: string, remedy: string, cause?: unknown): Failure =>
  new Failure('usage', { attempted: `load the reporter ${path}`, happened, remedy, cause });
