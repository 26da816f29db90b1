import { setTimeout as delay } from 'node:timers/promises';
import type { TopicDescription } from '../model/service.ts';
import { type AdminOptions, answersWithinMs, persist } from './admin.ts';
import { askForPartitions, askToDelete } from './protocol/change-topics.ts';
import { view } from './view.ts';

/** Gives each topic so many partitions; what it has it keeps. Throws a `Failure` when the brokers refuse. */
export const addPartitions = (
  options: AdminOptions & { readonly topics: readonly TopicDescription[]; readonly count: number },
): Promise<void> =>
  persist(`Giving each topic ${options.count} partitions`, options, async (open) => {
    const [admin] = options.admins;
    const names = options.topics.map(({ name }) => name);
    if (admin) await open.to(admin).ask(askForPartitions(names, options.count, answersWithinMs), answersWithinMs);
  });

const looksEveryMs = 20;

/** Deletes topics, and resolves when the brokers name them no more. Throws a `Failure` when the brokers refuse. */
export const deleteTopics = (options: AdminOptions & { readonly topics: readonly TopicDescription[] }): Promise<void> =>
  persist('Deleting the topics', options, async (open, signal) => {
    const [admin] = options.admins;
    const names = options.topics.map(({ name }) => name);
    if (admin) await open.to(admin).ask(askToDelete(names, answersWithinMs), answersWithinMs);
    const left = async () => (await view(open, options.admins, names)).topics.length > 0;
    while (await left()) await delay(looksEveryMs, undefined, { signal });
  });
