import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A script of this folder in a process of its own, whose lines a test can wait for. */
export interface Script {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  /** The next line that it prints; rejects when it ends without one, with what it said of that. */
  line(): Promise<string>;
}

export function startScript(name: string, ...words: string[]): Script {
  const file = fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=TimeoutNegativeWarning', file, ...words], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${name} ended without a line more: ${complaints}`);
    return value;
  };
  return { child, exited: once(child, 'exit').then(([code]) => code), line };
}
