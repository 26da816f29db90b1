import { existsSync } from 'node:fs';
import { openRegistry } from '../machine/registry.ts';
import { type Left, type Swept, sweep } from '../machine/sweep.ts';
import { cacheFolder } from '../shared/cache/location.ts';

export interface Cleaned {
  readonly cacheFolder: string;
  readonly swept: readonly Swept[];
  /** Runs that were left alone: their harness is alive, or they belong to another machine or container. */
  readonly left: readonly string[];
  /** Why each of them was. */
  readonly reasons: readonly Pick<Left, 'run' | 'why'>[];
}

/** Ends what dead runs left on this machine, and only that. Makes no cache where there is none. Throws a `Failure`. */
export async function cleanNative(signal?: AbortSignal): Promise<Cleaned> {
  const folder = cacheFolder();
  if (!existsSync(folder)) return { cacheFolder: folder, swept: [], left: [], reasons: [] };
  const registry = openRegistry(folder);
  try {
    const { swept, left } = await sweep(registry, signal);
    const reasons = left.map(({ run, why }) => ({ run, why }));
    return { cacheFolder: folder, swept, left: left.map(({ run }) => run), reasons };
  } finally {
    registry.close();
  }
}
