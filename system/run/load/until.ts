import { setTimeout as delay } from 'node:timers/promises';

export interface UntilOptions {
  readonly what: string;
  readonly withinMs: number;
  readonly signal: AbortSignal;
  /** What is so instead, for when it does not come. */
  readonly instead: () => string;
}

const looksEveryMs = 50;

/** Waits until something is so. Throws when it is not in time, and the signal's reason when that comes first. */
export async function until(condition: () => boolean, options: UntilOptions): Promise<void> {
  const { what, withinMs, signal, instead } = options;
  const deadline = performance.now() + withinMs;
  while (!condition()) {
    signal.throwIfAborted();
    if (performance.now() > deadline) throw new Error(`${what}: not within ${withinMs / 1000} s; ${instead()}`);
    await pause(looksEveryMs, signal);
  }
}

/** Lets so much time go by. Throws the signal's reason when that comes first. */
export const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  delay(milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted());
