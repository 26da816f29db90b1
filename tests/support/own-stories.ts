import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { follow, makeFolder, type Running } from './command.ts';

const here = fileURLToPath(new URL('../..', import.meta.url));

export interface Program {
  /** Where it lies, with `scenarios/` in it. */
  readonly folder: string;
  /** Runs it. `through` is a line of a shell in which `"$@"` stands for the program and its words. */
  readonly run: (words: readonly string[], options?: RunOptions) => Running;
}

export interface RunOptions {
  readonly through?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

const someSystem = `export default {
  system: { name: 'none', services: [], topics: [], variants: ['only'], invariants: [] }, load: {},
};`;

/** The real program with no other stories than these: files of its `scenarios/`, by name. */
export function programWith(stories: Readonly<Record<string, string>>, ...further: readonly string[]): Program {
  const folder = makeFolder();
  for (const part of ['harness', ...further]) cpSync(join(here, part), join(folder, part), { recursive: true });
  cpSync(join(here, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(here, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'scenarios'), { recursive: true });
  for (const [name, text] of Object.entries(stories)) writeFileSync(join(folder, 'scenarios', name), text);
  // Some system must be configured; each of these stories says its own.
  writeFileSync(join(folder, 'norestart.config.mjs'), someSystem);
  const program = [process.execPath, join(folder, 'harness/cli/norestart.js')];
  return {
    folder,
    run: (words, { through = '"$@"', environment = {} } = {}) =>
      follow(
        spawn('bash', ['-c', through, 'bash', ...program, ...words], {
          cwd: folder,
          env: { ...process.env, ...environment },
          stdio: ['ignore', 'pipe', 'pipe'],
        }),
      ),
  };
}

/** A story that is well made, and in which nothing happens; `change` makes its default export another one. */
export const plainStory = (change = 'story'): string => `
  const step = { do: 'expectRecovery', with: { withinMs: 1000, watchMs: 1000 } };
  const check = { name: 'no-restart', claim: 'none', judge: () => undefined };
  const service = { name: 'a', kafka: true, source: 'a', ports: ['http'], command: () => [] };
  const system = {
    name: 'a-system', topics: [{ name: 'events', partitions: 1 }], services: [service], variants: ['only'],
    invariants: [], read: () => undefined, readHealth: () => undefined,
  };
  const load = { title: 'asks', every: 500, ask: async () => undefined };
  const story = { title: 'A story', story: 'What a user sees.', tags: ['one'], system, load, steps: [step], expect: [check] };
  export default ${change};
`;
