import { setTimeout as delay } from 'node:timers/promises';
import type { Address } from '../model/address.ts';
import { askFor } from './attempt.ts';
import { cursor, int, request } from './bytes.ts';
import { leadersSaidBy } from './cluster.ts';
import type { KafkaRequest } from './wire.ts';

export interface FirstReplicasOptions {
  readonly admins: readonly Address[];
  readonly topics: readonly string[];
  readonly signal: AbortSignal;
}

const answersWithinMs = 1000;
const asksEveryMs = 50;

/**
 * Gives each partition to the first of its replicas, as Kafka itself does every five minutes, and resolves when every
 * broker says that it leads. Of brokers that start together the one that is there first leads everything, until then:
 * its loss would be the loss of all at once. Waits until the signal ends it for replicas that are not in sync yet.
 */
export async function leadByFirst({ admins, topics, signal }: FirstReplicasOptions): Promise<void> {
  const [asked] = admins;
  while (asked && !(await everybodySays(admins, topics))) {
    await askFor(asked, [electFirst], { timeoutMs: answersWithinMs });
    await delay(asksEveryMs, undefined, { signal });
  }
}

async function everybodySays(admins: readonly Address[], topics: readonly string[]): Promise<boolean> {
  const words = await Promise.all(admins.map((admin) => leadersSaidBy(admin, topics, answersWithinMs)));
  return words.every((seen) => seen?.every(({ leader, replicas }) => leader === replicas[0]));
}

/** ElectLeaders 1, of the preferred ones (0) of all partitions (-1: a list that is not there). */
const electFirst: KafkaRequest = {
  bytes: request(43, 1, 1, Buffer.concat([Buffer.from([0]), int(-1), int(answersWithinMs)])),
  problem: (body) => {
    const next = cursor(body);
    next.int();
    const error = next.short();
    return error === 0 ? undefined : `ElectLeaders answers with error ${error}`;
  },
};
