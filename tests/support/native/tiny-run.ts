import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Environment, Route, Service } from '../../../harness/model/environment.ts';
import type { UpOptions } from '../../../harness/model/runtime.ts';
import { native } from '../../../harness/runtimes/native/native.ts';
import { cacheFolder } from '../../../harness/runtimes/shared/cache/location.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { tinyUp } from './tiny-system.ts';

/** The tiny system in the native runtime, up while the tests of one file go on. */
export interface TinyRun {
  readonly environment: Environment;
  readonly options: UpOptions;
  /** What the runtime told meanwhile. */
  readonly lines: readonly string[];
  /** The talker's. */
  readonly route: Route;
  readonly talker: Service;
}

/** An empty cache is filled from the network first. */
export const provisioningMs = 10 * 60_000;

/** Call it at the top of a test file: it is up before the first test, and down after the last one. */
export function tinyRun(): TinyRun {
  const lines: string[] = [];
  const options = tinyUp(temporaryFolder(afterAll), { progress: (line) => lines.push(line) });
  let environment: Environment | undefined;
  const up = () => known(environment, 'The run is up only while tests go on.');
  beforeAll(async () => {
    environment = await native.up(options);
  }, provisioningMs);
  afterAll(() => environment?.down());
  return {
    options,
    lines,
    get environment() {
      return up();
    },
    get route() {
      return known(up().routes[0], 'The tiny system has one route.');
    },
    get talker() {
      return known(up().services[0], 'The tiny system has services.');
    },
  };
}

export const scratchFolderOf = (run: string): string => join(cacheFolder(), 'scratch', run);

/** The value, or an error that says what was taken for granted. */
export function known<Value>(value: Value | undefined, why: string): Value {
  if (value === undefined) throw new Error(why);
  return value;
}
