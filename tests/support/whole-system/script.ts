import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { follow, type Running } from '../command.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** In the environment of everything that a test file starts, and of what that starts. */
const mark = `EV_TEST=${randomUUID()}`;

export interface Script extends Running {
  /** Writes to its input, as a person would type it. */
  type(text: string): void;
  /** Ctrl-C; answers with the exit code. */
  interrupt(): Promise<number | null>;
}

/** Runs an npm script of this repository as a person would. */
export function script(name: string, ...words: readonly string[]): Script {
  const [variable = '', value = ''] = mark.split('=');
  const child = spawn('npm', ['run', '--silent', name, '--', ...words], {
    cwd: root,
    env: { ...process.env, [variable]: value },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const running = follow(child);
  return {
    ...running,
    type: (text) => void child.stdin.write(text),
    interrupt: async () => {
      child.kill('SIGINT');
      return (await running.ended).code;
    },
  };
}

/** What is there of all that was started, from the operating system. */
export const left = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(mark);
      } catch {
        return false;
      }
    })
    .map(Number);

/** Call it at the top of a test file: whatever a failed test leaves is gone after the last one. */
export const endWhatIsLeft = (): void =>
  afterAll(() => {
    for (const pid of left()) process.kill(pid, 'SIGKILL');
  });
