import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Counted, counted, type RunnerEnd, toldFileVariable } from './told.ts';

const vitest = fileURLToPath(new URL('../../node_modules/.bin/vitest', import.meta.url));
const reporter = fileURLToPath(new URL('reporter.ts', import.meta.url));

export interface TestsOptions {
  /** Whose tests they are. */
  readonly root: string;
  /** Where what is known is kept meanwhile. */
  readonly file: string;
  readonly onStart?: (pid: number) => void;
}

/** Runs all tests; what the runner prints is shown as it comes. */
export async function runTests({ root, file, onStart }: TestsOptions): Promise<RunnerEnd & Counted> {
  const words = ['run', '--root', root, '--reporter=default', `--reporter=${reporter}`];
  const environment = { ...process.env, [toldFileVariable]: file };
  const child = spawn(vitest, words, { cwd: root, stdio: 'inherit', env: environment });
  if (child.pid !== undefined) onStart?.(child.pid);
  const end = await new Promise<RunnerEnd>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  return { ...end, ...counted(file, end, root) };
}
