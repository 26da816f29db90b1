import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '../../model/failure.ts';
import type { Configured } from './container.ts';
import { asked, type Engine, refusal } from './engine.ts';
import type { Life } from './life.ts';

export interface ExhaustOptions {
  readonly what: string;
  readonly configured: Configured;
  readonly life: Life;
  readonly signal: AbortSignal;
}

const endsWithinMs = 20_000;
const everyMs = 50;
/** Engines take no lower limit. */
const leastBytes = 6 * 1024 * 1024;
/** A limit is set by so much above what is used when a lower one was refused, and lowered by as much when it was survived. */
const stepBytes = 128 * 1024;

/**
 * Lowers the limit of its container until the kernel ends it: where there is less than it has, kernels of version 2 of
 * cgroups do that at once, and those of version 1 refuse, so that the limit must come close and wait for it to want more.
 */
export async function exhaustMemory({ what, configured, life, signal }: ExhaustOptions): Promise<void> {
  const deadline = performance.now() + endsWithinMs;
  const { container } = configured;
  let limit = leastBytes;
  while (!life.hasExited() && performance.now() < deadline) {
    signal.throwIfAborted();
    const taken = await limitTo(what, configured, limit);
    if (life.hasExited()) break;
    if (taken) limit = Math.max(leastBytes, limit - stepBytes);
    else {
      const { memory_stats: memory } = await asked(`Asking how much memory ${what} has`, () =>
        container.stats({ stream: false, 'one-shot': true }),
      );
      limit = Math.max(leastBytes, memory.usage + stepBytes);
    }
    await Promise.race([life.exited, delay(everyMs, undefined, { signal })]);
  }
  if (life.hasExited()) return;
  throw new Failure('missing', {
    attempted: `Taking memory away from ${what} until the kernel ends it`,
    happened: `it lives on with ${Math.round(limit / 1e6)} MB after ${endsWithinMs / 1000} s`,
    remedy: 'See whether the kernel limits memory at all (docker info warns if not), and whether there is swap.',
  });
}

/** Whether the kernel took the limit. */
const limitTo = (what: string, { container }: Configured, bytes: number): Promise<boolean> =>
  asked(`Limiting the memory of ${what}`, async () => {
    try {
      await container.update({ Memory: bytes, MemorySwap: bytes });
      return true;
    } catch (error) {
      if (refusal(error) === undefined) throw error;
      return false;
    }
  });

/** All of the machine's, which is no limit; one that never had another is left alone. */
export const freeMemory = (engine: Engine, { container }: Configured): Promise<void> =>
  asked('Lifting the limit of memory', async () => {
    const { HostConfig } = await container.inspect();
    if (!HostConfig.Memory) return;
    await container.update({ Memory: engine.client.info.containerRuntime.memory, MemorySwap: -1 });
  });
