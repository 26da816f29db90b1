import { existsSync } from 'node:fs';
import { openRegistry } from '../machine/registry.ts';
import { type Swept, sweep } from '../machine/sweep.ts';
import { cacheFolder } from '../shared/cache/location.ts';

export interface Cleaned {
  readonly cacheFolder: string;
  readonly swept: readonly Swept[];
  /** Runs that were left alone: their harness is alive, or they belong to another machine or container. */
  readonly left: readonly string[];
}

/** Ends what dead runs left on this machine, and only that. Makes no cache where there is none. Throws a `Failure`. */
export async function cleanNative(signal?: AbortSignal): Promise<Cleaned> {
  const folder = cacheFolder();
  if (!existsSync(folder)) return { cacheFolder: folder, swept: [], left: [] };
  const registry = openRegistry(folder);
  try {
    const swept = await sweep(registry, signal);
    return { cacheFolder: folder, swept, left: registry.runs().map(({ run }) => run) };
  } finally {
    registry.close();
  }
}
