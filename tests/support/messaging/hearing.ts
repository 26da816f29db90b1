import './as-in-production.ts';
import { vi } from 'vitest';
import type { Address } from '../../../harness/model/address.ts';
import { topics } from '../../../system/contract/topics.ts';
import { numbered, type TestedLayer } from './layer.ts';
import { put } from './topic.ts';

/** Numbers from here on are told by `hearing` alone. */
const firstOfOurs = 1000;

/** Of these numbers, those that the test itself has published. */
export const own = (numbers: readonly number[]): number[] => numbers.filter((number) => number < firstOfOurs);

/**
 * Resolves when the layer hears. The first two generations do not begin at a topic's beginning, and find out where its
 * end is only some time after they have joined: what comes in between they never hear. So it is told until it hears.
 */
export async function hearing(tested: TestedLayer, admin: Address): Promise<void> {
  let next = firstOfOurs;
  const tell = async () => {
    await put(topics.central, admin, JSON.stringify(numbered(tested.name, next++)));
    await vi.waitFor(() => {
      if (tested.taken().length === 0) throw new Error('It has heard nothing yet.');
    }, 300);
  };
  await vi.waitFor(tell, { timeout: 20_000, interval: 10 });
}
