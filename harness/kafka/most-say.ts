import type { Address } from '../core/address.ts';
import { leadersSaidBy } from './cluster.ts';

/** What most brokers say of who leads, and those that say it. */
export interface Opinion {
  readonly admins: readonly Address[];
  readonly leaders: string;
}

const answersWithinMs = 500;

/**
 * The brokers to listen to. One that is cut off from the others still answers and calls itself the leader of what it
 * led, and whoever listens to it hears nothing more; that it is wrong only the word of the others shows. Undefined while
 * no broker answers; one that is alone is not asked.
 */
export async function mostSay(admins: readonly Address[], topics: readonly string[]): Promise<Opinion | undefined> {
  if (admins.length === 1) return { admins, leaders: '' };
  const said = await Promise.all(
    admins.map(async (admin) => ({ admin, seen: await leadersSaidBy(admin, topics, answersWithinMs) })),
  );
  const opinions = Map.groupBy(
    said.filter(({ seen }) => seen !== undefined),
    ({ seen = [] }) => seen.map(({ topic, partition, leader }) => `${topic}/${partition}=${leader}`).join(' '),
  );
  const [most] = [...opinions].sort(([, one], [, other]) => other.length - one.length);
  return most && { leaders: most[0], admins: most[1].map(({ admin }) => admin) };
}
