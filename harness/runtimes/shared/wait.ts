import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '../../model/failure.ts';

export interface WaitOptions {
  /** Completes the sentence "Waiting until …". */
  readonly what: string;
  readonly withinMs: number;
  readonly everyMs?: number;
  readonly signal?: AbortSignal | undefined;
  /** What the reader can do when it does not come. */
  readonly remedy: string;
}

/**
 * Asks again and again until the condition holds, for at most `withinMs` milliseconds.
 * Throws a `Failure` when it does not, the signal's reason when it is aborted, and whatever the condition throws.
 */
export async function waitUntil(options: WaitOptions, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + options.withinMs;
  while (true) {
    options.signal?.throwIfAborted();
    if (await condition()) return;
    if (performance.now() >= deadline)
      throw new Failure('defect', {
        attempted: `Waiting until ${options.what}`,
        happened: `it did not within ${options.withinMs / 1000} s`,
        remedy: options.remedy,
      });
    await pause(options.everyMs ?? 20, options.signal);
  }
}

/** Resolves after so many milliseconds, or throws the signal's reason. For polling; never in place of a condition. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await delay(milliseconds, undefined, signal ? { signal } : {});
  } catch (cause) {
    signal?.throwIfAborted();
    throw cause;
  }
}
