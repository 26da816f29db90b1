import type { Address } from '../../model/address.ts';
import { compactArray, compactString, flag, noTags } from '../bytes.ts';
import { errorCode, refuse } from './errors.ts';
import type { Question } from './question.ts';

/** Which brokers there are, and who leads what, as one broker tells it. */
export interface Metadata {
  /** By their numbers. */
  readonly brokers: ReadonlyMap<number, Address>;
  /** Those that were asked for and are there. */
  readonly topics: readonly TopicMetadata[];
}

export interface TopicMetadata {
  readonly name: string;
  /** Of this topic and of no other one that has or had its name. */
  readonly id: string;
  readonly partitions: readonly PartitionMetadata[];
}

export interface PartitionMetadata {
  readonly partition: number;
  /** By its number; -1: there is none. */
  readonly leader: number;
  /** Counts the leaders that there have been. */
  readonly epoch: number;
}

const noTopicId = Buffer.alloc(16);

/** Metadata 10, the first that tells the ids of topics (Kafka 2.8 to today). No topic comes into being by being asked for. */
export const askMetadata = (topics: readonly string[]): Question<Metadata> => ({
  name: 'Metadata',
  key: 3,
  version: 10,
  flexible: true,
  body: Buffer.concat([
    compactArray(topics.map((name) => Buffer.concat([noTopicId, compactString(name), noTags]))),
    ...[flag(false), flag(false), flag(false), noTags],
  ]),
  read: (next) => {
    next.int();
    const brokers = next.compactArray(() => {
      const [node, host, port] = [next.int(), next.compactString() ?? '', next.int()];
      next.compactString();
      next.skipTags();
      return [node, { host, port }] as const;
    });
    next.compactString();
    next.int();
    const found = next.compactArray(() => {
      const error = next.short();
      const [name, id] = [next.compactString() ?? '', next.uuid()];
      next.byte();
      const partitions = next.compactArray(() => {
        next.short();
        const [partition, leader, epoch] = [next.int(), next.int(), next.int()];
        for (let list = 0; list < 3; list += 1) next.compactArray(next.int);
        next.skipTags();
        return { partition, leader, epoch };
      });
      next.int();
      next.skipTags();
      // A topic without a leader is there all the same.
      if (error !== errorCode.unknownTopic && error !== errorCode.leaderNotAvailable) refuse(`topic ${name}`, error);
      return { name, id, partitions, there: error !== errorCode.unknownTopic };
    });
    const topicsThere = found.filter(({ there }) => there).map(({ there: _, ...topic }) => topic);
    return { brokers: new Map(brokers), topics: topicsThere };
  },
});
