import { setTimeout as delay } from 'node:timers/promises';
import { type Admin, logLevel } from 'kafkajs';
import { type Address, authority } from '../core/address.ts';
import { Failure } from '../core/failure.ts';
import type { TopicDescription } from '../core/system.ts';
import { askForTopics } from './attempt.ts';
import { kafkaClient } from './client.ts';
import { coordinatorTopic } from './coordinator.ts';

/** Where the brokers are, past every proxy, and how long the whole of a request may take. */
export interface AdminOptions {
  readonly admins: readonly Address[];
  readonly withinMs?: number;
  readonly signal: AbortSignal;
}

/** A broker answers 1 s after its process started; a busy machine gets thirty times that. */
const usuallyWithinMs = 30_000;

/**
 * Makes the topics, with a replica on each broker, and resolves when each broker knows their leaders. Those that exist
 * are left as they are. Of several brokers the first leads partition 0, the next one partition 1, and so on: left to
 * Kafka, who leads what would be another story each time. Throws a `Failure` when the brokers do not answer in time or
 * refuse.
 */
export async function createTopics(
  options: AdminOptions & { readonly topics: readonly TopicDescription[] },
): Promise<void> {
  if (options.topics.length === 0) return;
  const brokers = options.admins.length;
  const topics = options.topics.map(({ name, partitions }) => ({
    topic: name,
    replicaAssignment: Array.from({ length: partitions }, (_none, partition) => ({
      partition,
      replicas: replicasFrom(partition, brokers),
    })),
  }));
  const names = topics.map(({ topic }) => topic);
  await withAdmin(`Making the topics ${names.join(', ')}`, options, async (admin, signal) => {
    await admin.createTopics({ topics, waitForLeaders: false });
    await Promise.all(options.admins.map((each) => untilThere(each, names, signal)));
  });
}

/** All brokers, by their numbers from 1 on; the first of them leads. */
const replicasFrom = (first: number, brokers: number): number[] =>
  Array.from({ length: brokers }, (_none, index) => ((first + index) % brokers) + 1);

/** kafkajs's own way to wait for leaders gives up when the broker has not heard of a topic that its controller made. */
async function untilThere(broker: Address, topics: readonly string[], signal: AbortSignal): Promise<void> {
  const there = async () => (await askForTopics(broker, { topics, timeoutMs: 1000 })).outcome === 'answers';
  while (!(await there())) await delay(20, undefined, { signal });
}

/** What Kafka gives to the topic of its groups when it makes it itself (group.coordinator's `offsets.topic.*` defaults). */
const coordinatorSettings = [
  { name: 'cleanup.policy', value: 'compact' },
  { name: 'compression.type', value: 'producer' },
  { name: 'segment.bytes', value: '104857600' },
];

/**
 * Makes `__consumer_offsets`, and resolves when a group coordinator is named: the first question for one on fresh brokers
 * fails. It asks about a group that does not exist, and none comes into being by that. Of several brokers the second one
 * is made the coordinator, so that who leads partition 0 of a topic can go without the groups going, too.
 */
export async function warmCoordinator(options: AdminOptions): Promise<void> {
  const brokers = options.admins.length;
  await withAdmin('Asking for a group coordinator', options, async (admin) => {
    if (brokers > 1) {
      const replicaAssignment = [{ partition: 0, replicas: replicasFrom(1, brokers) }];
      const topic = { topic: coordinatorTopic, replicaAssignment, configEntries: [...coordinatorSettings] };
      await admin.createTopics({ topics: [topic], waitForLeaders: false });
    }
    await admin.describeGroups(['norestart-warm-up']);
  });
}

export async function withAdmin<Result>(
  attempted: string,
  { admins, withinMs = usuallyWithinMs, signal }: AdminOptions,
  work: (admin: Admin, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const kafka = kafkaClient({
    clientId: 'norestart-admin',
    brokers: admins.map(authority),
    logLevel: logLevel.NOTHING,
    // The bound that counts is ours, below; this one only ends the attempts that nobody waits for any more.
    retry: {
      initialRetryTime: 50,
      maxRetryTime: 250,
      factor: 0.2,
      multiplier: 1.5,
      retries: Math.ceil(withinMs / 200),
    },
  });
  const admin = kafka.admin();
  const bound = AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
  try {
    return await unlessAborted(bound, async () => {
      await admin.connect();
      return work(admin, bound);
    });
  } catch (cause) {
    signal.throwIfAborted();
    const happened = bound.aborted ? `no answer within ${withinMs / 1000} s` : String(cause);
    const remedy = "Read the broker's log; its last lines say what it was doing.";
    throw new Failure('defect', {
      attempted: `${attempted} at ${admins.map(authority).join(', ')}`,
      happened,
      remedy,
      cause,
    });
  } finally {
    // It may hang, and nothing depends on its end.
    admin.disconnect().catch(() => undefined);
  }
}

function unlessAborted<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
