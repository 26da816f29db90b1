import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from '../model/failure.ts';
import type { Telling } from '../model/story.ts';
import { asError } from '../util/thrown.ts';

const names = ['ts', 'mts', 'js', 'mjs'].map((ending) => `norestart.config.${ending}`);

export interface Discovered {
  /** The file, as an absolute path. */
  readonly file: string;
  readonly telling: Telling;
}

/** Looks for a configuration in this folder and those above it. Undefined: there is none. */
export function configFile(from = process.cwd()): string | undefined {
  const here = names.map((name) => join(from, name)).find((file) => existsSync(file));
  const above = dirname(from);
  return here ?? (above === from ? undefined : configFile(above));
}

/** Reads the configuration of the folder in which one stands. Throws a `Failure` when there is none, or it has no system. */
export async function discover(from = process.cwd()): Promise<Discovered> {
  const file = configFile(resolve(from));
  if (file === undefined) {
    throw new Failure('usage', {
      attempted: `look for a system to be tested, in ${from} and the folders above it`,
      happened: `there is no ${names[0]}`,
      remedy: 'Make one: `npx norestart init --example` writes a small system that can be run at once.',
    });
  }
  const { default: telling } = await imported(file);
  if (!isTelling(telling)) {
    throw new Failure('usage', {
      attempted: `read ${file}`,
      happened: 'its default export has no `system` with a list of services, and no `load`',
      remedy: 'Write `export default defineConfig({ system, load })`.',
    });
  }
  return { file, telling };
}

const isTelling = (value: unknown): value is Telling => {
  const { system, load } = (value ?? {}) as Partial<Telling>;
  return typeof load === 'object' && Array.isArray(system?.services) && Array.isArray(system.topics);
};

async function imported(file: string): Promise<{ readonly default?: unknown }> {
  try {
    return await import(pathToFileURL(file).href);
  } catch (thrown) {
    const cause = asError(thrown);
    throw new Failure('usage', {
      attempted: `load ${file}`,
      happened: cause.message,
      remedy: 'Mend the file, or what it imports.',
      cause,
    });
  }
}
