import { setTimeout as delay } from 'node:timers/promises';
import { topics } from '../../contract/topics.ts';
import type { MessagingOptions } from '../port.ts';
import { bounded, kafkaOn } from './kafka.ts';
import { sockets } from './sockets.ts';

/** What most brokers say of who leads, and those that say it. */
export interface Opinion {
  /** As in a setting: with commas between them. */
  readonly broker: string;
  /** Of each partition, in a fixed order. */
  readonly leaders: string;
}

/** Of one broker, in milliseconds. One that falls silent is not waited for where the others agree. */
const answersWithinMs = 1000;
const asksEveryMs = 1000;

/**
 * The brokers to trust. One that the others have cut off, or that they cannot reach, still answers, calls itself the
 * leader of what it led, and tells those who listen to it nothing: that it is wrong only the word of the others shows.
 * So each broker is asked by itself, and those count who agree with most. kafkajs asks the first one in its list and no
 * other, and takes its word. Rejects when no broker answers. One that is alone is not asked.
 */
export async function mostSay(options: MessagingOptions): Promise<Opinion> {
  const brokers = options.broker.split(',');
  if (brokers.length === 1) return { broker: options.broker, leaders: '' };
  const heard = new Map<string, string[]>();
  const { promise: agreed, resolve } = Promise.withResolvers<void>();
  const asked = brokers.map(async (broker) => {
    const leaders = await leadersSaidBy(broker, options);
    const same = [...(heard.get(leaders) ?? []), broker];
    heard.set(leaders, same);
    if (same.length > brokers.length / 2) resolve();
  });
  const all = Promise.allSettled(asked);
  await Promise.race([agreed, all]);
  const [most] = [...heard].sort(([, one], [, other]) => other.length - one.length);
  if (!most) throw new Error(String((await all).find((one) => one.status === 'rejected')?.reason));
  return { broker: most[1].join(','), leaders: most[0] };
}

/** Calls `lost` as soon as most brokers say something else than they did. The answer ends that. */
export function watchOpinion(options: MessagingOptions, { leaders }: Opinion, lost: (why: string) => void): () => void {
  const ending = new AbortController();
  const watch = async () => {
    while (!ending.signal.aborted) {
      await delay(asksEveryMs, undefined, { signal: ending.signal });
      // While nobody answers there is nobody else to turn to.
      const now = await mostSay(options).catch(() => undefined);
      if (now && now.leaders !== leaders) return lost('most brokers name other leaders than before');
    }
  };
  if (leaders !== '') watch().catch(() => undefined);
  return () => ending.abort();
}

/** In the words of this broker and no other: all connections that kafkajs asks for lead to it. */
async function leadersSaidBy(broker: string, options: MessagingOptions): Promise<string> {
  const connections = sockets({}, broker);
  try {
    const admin = kafkaOn({ ...options, broker }, connections).admin();
    const ask = async () => {
      await admin.connect();
      return admin.fetchTopicMetadata({ topics: Object.values(topics) });
    };
    const { topics: found } = await bounded(ask(), answersWithinMs, `asking ${broker} who leads`);
    const leaders = found.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionId, leader }) => `${name}/${partitionId}=${leader}`),
    );
    return leaders.sort().join(' ');
  } finally {
    connections.destroy();
  }
}
