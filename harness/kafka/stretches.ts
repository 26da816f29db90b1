import type { Address } from '../core/address.ts';
import { bounded, oracle } from './witness.ts';

/** Of a partition, first and next offset as the broker tells them. */
export interface Stretch {
  readonly topic: string;
  readonly partition: number;
  readonly beginning: number;
  readonly end: number;
}

type AdminClient = ReturnType<ReturnType<typeof oracle>['admin']>;

/** What the topics hold now; of those that are not there, nothing. */
export async function stretches(client: AdminClient, topics: readonly string[]): Promise<Stretch[]> {
  const existing = new Set(await client.listTopics());
  const several = await Promise.all(
    topics
      .filter((topic) => existing.has(topic))
      .map(async (topic) =>
        (await client.fetchTopicOffsets(topic)).map(({ partition, low, high }) => ({
          topic,
          partition,
          beginning: Number(low),
          end: Number(high),
        })),
      ),
  );
  return several.flat();
}

/** The same, asked once over a connection of its own. Rejects when the broker does not answer. */
export async function stretchesAt(admins: readonly Address[], topics: readonly string[]): Promise<Stretch[]> {
  const client = oracle(admins).admin();
  try {
    await client.connect();
    return await stretches(client, topics);
  } finally {
    await bounded(client.disconnect());
  }
}
