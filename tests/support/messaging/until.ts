import { expect, vi } from 'vitest';

/** Waits until this is so, and says what was instead when it does not come within so many milliseconds. */
export const until = <Value>(within: number, value: () => Value, expected: NoInfer<Value>): Promise<void> =>
  vi.waitFor(() => expect(value()).toEqual(expected), { timeout: within, interval: 5 });

/** How long something took, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
