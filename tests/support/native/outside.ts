import { attempt } from '../../../harness/kafka/attempt.ts';
import type { Address } from '../../../harness/model/address.ts';
import type { ProbeOutcome } from '../../../harness/model/fact.ts';
import { waitUntil } from '../../../harness/runtimes/shared/wait.ts';
import { tinySystem } from './tiny-system.ts';

const topics = tinySystem.topics.map(({ name }) => name);

/** What a client meets there at this moment, from a connection of its own. */
export const met = async (address: Address): Promise<ProbeOutcome> =>
  (await attempt(address, { topics, timeoutMs: 500 })).outcome;

/** Resolves when a client meets that there; rejects with what it met instead when it does not within 20 s. */
export async function meets(address: Address, outcome: ProbeOutcome): Promise<void> {
  let last: ProbeOutcome | undefined;
  const what = `a client of port ${address.port} meets "${outcome}"`;
  const wait = { what, withinMs: 20_000, remedy: '' };
  await waitUntil(wait, async () => {
    last = await met(address);
    return last === outcome;
  }).catch((cause) => {
    throw new Error(`${what}: the last was "${last}"`, { cause });
  });
}
