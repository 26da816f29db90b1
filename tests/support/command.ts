import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../harness/report/model.ts';

const program = fileURLToPath(new URL('../../harness/cli/norestart.js', import.meta.url));

export interface Running {
  readonly child: ChildProcess;
  /** All that it has printed so far. */
  readonly output: () => string;
  /** On standard output alone. */
  readonly printed: () => string;
  /** Resolves when it has printed this. Rejects when it ends before. */
  readonly says: (pattern: RegExp) => Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

export const makeFolder = (): string => mkdtempSync(join(tmpdir(), 'norestart-test-'));

/** Runs the real program as a person would (or as another user, by number), with its real exit code. */
export function command(
  words: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  user: Pick<SpawnOptions, 'uid' | 'gid'> = {},
): Running {
  return follow(
    spawn(process.execPath, [program, ...words], {
      ...user,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

/** Hears all that a process says. */
export function follow(child: ChildProcess): Running {
  let text = '';
  let printed = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (stream === child.stdout) printed += chunk.toString();
      for (const listener of [...listeners]) listener();
    });
  }
  const ended = new Promise<Awaited<Running['ended']>>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const says = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!pattern.test(text)) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      void ended.then(() => reject(new Error(`It ended before it said ${pattern}:\n${text}`)));
      look();
    });
  return { child, output: () => text, printed: () => printed, says, ended };
}

export interface Finished {
  readonly code: number | null;
  readonly output: string;
  /** The folder of the run. */
  readonly folder: string;
  readonly report: Report;
}

/** Runs a scenario to its end. */
export async function runScenario(name: string, ...flags: readonly string[]): Promise<Finished> {
  const running = command(['run', name, '--out', makeFolder(), ...flags]);
  const { code } = await running.ended;
  const output = running.output();
  const folder = /report: (.*)\/report\.html/.exec(output)?.[1];
  if (!folder) throw new Error(`${name} ended with ${code} and without a report:\n${output}`);
  return { code, output, folder, report: JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report };
}

/** Why a check said what it said, for a test that does not like it. */
export const verdictOf = ({ report }: Finished, check: string): string =>
  report.checks.find(({ name }) => name === check)?.verdict ?? 'not checked';

/**
 * Leaves a test out, and says why, where its run has no verdict because the machine had no time for it, and for no other
 * reason: that is no word about norestart.
 */
export function leaveOutIfUnfit({ report }: Finished, { skip }: { readonly skip: (why: string) => void }): void {
  const open = report.checks.filter(({ verdict }) => verdict !== 'recovered');
  const [unfit] = open.flatMap((check) => check.unfit ?? []);
  if (unfit === undefined || open.some((check) => check.unfit === undefined)) return;
  console.warn(`left out: ${report.scenario}: ${unfit}`);
  skip(unfit);
}
