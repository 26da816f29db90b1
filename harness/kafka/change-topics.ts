import { setTimeout as delay } from 'node:timers/promises';
import type { TopicDescription } from '../core/system.ts';
import { type AdminOptions, withAdmin } from './admin.ts';

/** Gives each topic so many partitions; what it has it keeps. Throws a `Failure` when the brokers refuse. */
export const addPartitions = (
  options: AdminOptions & { readonly topics: readonly TopicDescription[]; readonly count: number },
): Promise<void> =>
  withAdmin(`Giving each topic ${options.count} partitions`, options, async (admin) => {
    const topicPartitions = options.topics.map(({ name }) => ({ topic: name, count: options.count }));
    await admin.createPartitions({ topicPartitions });
  });

const looksEveryMs = 20;

/** Deletes topics, and resolves when the broker names them no more. Throws a `Failure` when the brokers refuse. */
export const deleteTopics = (options: AdminOptions & { readonly topics: readonly TopicDescription[] }): Promise<void> =>
  withAdmin('Deleting the topics', options, async (admin, signal) => {
    const names = options.topics.map(({ name }) => name);
    await admin.deleteTopics({ topics: names });
    const left = async () => (await admin.listTopics()).some((name) => names.includes(name));
    while (await left()) await delay(looksEveryMs, undefined, { signal });
  });
