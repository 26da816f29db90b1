import { byte, compactArray, compactString, int, long, noTags } from '../bytes.ts';
import { refuse } from './errors.ts';
import type { Question } from './question.ts';

export interface FetchPartition {
  readonly topicId: string;
  readonly partition: number;
  /** From which offset on. */
  readonly from: number;
  /** Bytes of this partition; the first one in the list gets a whole batch, whatever that has. */
  readonly most: number;
}

export interface Fetched {
  readonly topicId: string;
  readonly partition: number;
  readonly error: number;
  /** Where what all in-sync replicas have ends. */
  readonly end: number;
  /** Whole batches, of which the first may begin before what was asked for and the last may be cut short. */
  readonly batches: Buffer;
}

export interface FetchOptions {
  readonly partitions: readonly FetchPartition[];
  /** How long the broker waits for something new before it answers that there is nothing. */
  readonly maxWaitMs: number;
  /** Of all partitions together. */
  readonly mostBytes: number;
}

/**
 * Fetch 13, the first that names topics by their ids (Kafka 3.1 to today), so that what it answers belongs for certain
 * to that topic and not to another one of the same name; 10 was the first that is given zstd. Without a session: each
 * request says all. Records of transactions that were not committed, or not yet, are read like any other
 * (`read_uncommitted`): they were sent, and one transaction that stays open would hide all that comes behind it.
 */
export const askFetch = ({ partitions, maxWaitMs, mostBytes }: FetchOptions): Question<readonly Fetched[]> => ({
  name: 'Fetch',
  key: 1,
  version: 13,
  flexible: true,
  body: Buffer.concat([
    ...[int(-1), int(maxWaitMs), int(1), int(mostBytes), byte(0), int(0), int(-1)],
    compactArray(
      // Kafka answers in the order in which it is asked; what is first gets its bytes first.
      [...Map.groupBy(partitions, ({ topicId }) => topicId)].map(([topicId, those]) =>
        Buffer.concat([Buffer.from(topicId, 'base64url'), compactArray(those.map(wanted)), noTags]),
      ),
    ),
    ...[compactArray([]), compactString(''), noTags],
  ]),
  read: (next) => {
    next.int();
    refuse('Fetch', next.short());
    next.int();
    const found = next.compactArray(() => {
      const topicId = next.uuid();
      const those = next.compactArray(() => {
        const [partition, error, end] = [next.int(), next.short(), next.long()];
        next.long();
        next.long();
        next.compactArray(() => {
          next.long();
          next.long();
          next.skipTags();
        });
        next.int();
        const batches = next.compactBytes() ?? Buffer.alloc(0);
        next.skipTags();
        return { topicId, partition, error, end, batches };
      });
      next.skipTags();
      return those;
    });
    return found.flat();
  },
});

/** Knowing no epoch of its leader, and without the place of a follower. */
const wanted = ({ partition, from, most }: FetchPartition): Buffer =>
  Buffer.concat([int(partition), int(-1), long(from), int(-1), long(-1), int(most), noTags]);
