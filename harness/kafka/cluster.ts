import type { Address } from '../model/address.ts';
import { askFor } from './attempt.ts';
import { clientId, cursor, flag, int, request, string } from './bytes.ts';
import type { KafkaRequest } from './wire.ts';

/** One partition, as one broker tells it. */
export interface SeenPartition {
  readonly topic: string;
  readonly partition: number;
  /** By its number; -1: there is none. */
  readonly leader: number;
  /** Counts the leaders that there have been: of two words the one with the higher epoch is the later. */
  readonly epoch: number;
  readonly inSync: readonly number[];
  /** In the order in which they are to lead: the first does when all is well. */
  readonly replicas: readonly number[];
}

/** Which of the controllers is the active one, and in which epoch of theirs. */
export interface SeenController {
  readonly node: number;
  readonly epoch: number;
}

/** What this broker itself says of partitions; undefined when it does not answer. */
export async function leadersSaidBy(
  broker: Address,
  topics: readonly string[],
  timeoutMs: number,
): Promise<readonly SeenPartition[] | undefined> {
  let found: readonly SeenPartition[] | undefined;
  await askFor(broker, [leaders(topics, (seen) => (found = seen))], { timeoutMs });
  return found;
}

/**
 * The active controller, as it says itself: a broker passes this question on to it. (The controller that Metadata names
 * is any broker at all, since clients are not to talk to the real one.) Undefined when nobody answers.
 */
export async function controllerThrough(broker: Address, timeoutMs: number): Promise<SeenController | undefined> {
  let found: SeenController | undefined;
  await askFor(broker, [describeQuorum((seen) => (found = seen))], { timeoutMs });
  return found;
}

/** Metadata 7: the first that tells the epoch of a leader. */
const leaders = (topics: readonly string[], tell: (seen: readonly SeenPartition[]) => void): KafkaRequest => ({
  bytes: request(3, 7, 1, Buffer.concat([int(topics.length), ...topics.map(string), flag(false)])),
  problem: (body) => {
    const next = cursor(body);
    next.int();
    next.array(() => [next.int(), next.string(), next.int(), next.string()]);
    next.string();
    next.int();
    const seen = next.array(() => {
      next.short();
      const topic = next.string() ?? '';
      next.byte();
      return next.array(() => {
        next.short();
        const [partition, leader, epoch] = [next.int(), next.int(), next.int()];
        const replicas = next.array(next.int);
        const inSync = next.array(next.int).sort((one, other) => one - other);
        next.array(next.int);
        return { topic, partition, leader, epoch, inSync, replicas };
      });
    });
    tell(seen.flat());
    return undefined;
  },
});

/** Of the topic that is the controllers' own log. Version 0 has compact strings and arrays: a length is one too many. */
const describeQuorum = (tell: (seen: SeenController) => void): KafkaRequest => {
  const name = Buffer.from('__cluster_metadata');
  const none = Buffer.from([0]);
  const one = Buffer.from([2]);
  const body = Buffer.concat([none, one, Buffer.from([name.length + 1]), name, one, int(0), none, none, none]);
  return {
    bytes: request(55, 0, 2, body),
    problem: (answer) => {
      const next = cursor(answer);
      next.byte();
      const error = next.short();
      if (error !== 0) return `DescribeQuorum answers with error ${error} to ${clientId}`;
      next.byte();
      next.bytes(next.byte() - 1);
      next.byte();
      next.int();
      const failed = next.short();
      const seen = { node: next.int(), epoch: next.int() };
      if (failed !== 0 || seen.node < 0) return `DescribeQuorum knows no leader (error ${failed})`;
      tell(seen);
      return undefined;
    },
  };
};
