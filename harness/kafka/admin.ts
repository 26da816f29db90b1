import { setTimeout as delay } from 'node:timers/promises';
import { type Address, authority } from '../model/address.ts';
import { Failure } from '../model/failure.ts';
import type { TopicDescription } from '../model/service.ts';
import { askForTopics } from './attempt.ts';
import { clientId } from './bytes.ts';
import { coordinatorTopic } from './coordinator.ts';
import { type Lines, lines } from './lines.ts';
import { askToCreate, type NewTopic } from './protocol/create-topics.ts';
import { KafkaError } from './protocol/errors.ts';
import { askCoordinator, askToDescribe } from './protocol/groups.ts';
import { view } from './view.ts';

/** Where the brokers are, past every proxy, and how long the whole of a request may take. */
export interface AdminOptions {
  readonly admins: readonly Address[];
  readonly withinMs?: number;
  readonly signal: AbortSignal;
}

/** A broker answers 1 s after its process started; a busy machine gets thirty times that. */
const usuallyWithinMs = 30_000;
/** Of one question. */
export const answersWithinMs = 5000;
const againAfterMs = 50;

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
    name,
    replicas: Array.from({ length: partitions }, (_none, partition) => replicasFrom(partition, brokers)),
  }));
  const names = topics.map(({ name }) => name);
  await persist(`Making the topics ${names.join(', ')}`, options, async (open, signal) => {
    await make(open, options.admins, topics);
    await Promise.all(options.admins.map((each) => untilThere(each, names, signal)));
  });
}

/** All brokers, by their numbers from 1 on; the first of them leads. */
const replicasFrom = (first: number, brokers: number): number[] =>
  Array.from({ length: brokers }, (_none, index) => ((first + index) % brokers) + 1);

/** Any broker passes it on to the controller. */
async function make(open: Lines, [admin]: readonly Address[], topics: readonly NewTopic[]): Promise<void> {
  if (admin) await open.to(admin).ask(askToCreate(topics, answersWithinMs), answersWithinMs);
}

/** A broker may not have heard yet of a topic that its controller made. */
async function untilThere(broker: Address, topics: readonly string[], signal: AbortSignal): Promise<void> {
  const there = async () => (await askForTopics(broker, { topics, timeoutMs: 1000 })).outcome === 'answers';
  while (!(await there())) await delay(20, undefined, { signal });
}

/** What Kafka gives to the topic of its groups when it makes it itself (group.coordinator's `offsets.topic.*` defaults). */
const coordinatorSettings = {
  'cleanup.policy': 'compact',
  'compression.type': 'producer',
  'segment.bytes': '104857600',
};

/**
 * Makes `__consumer_offsets`, and resolves when a group coordinator is there: the first question for one on fresh brokers
 * fails. It asks about a group that does not exist, and none comes into being by that. Of several brokers the second one
 * is made the coordinator, so that who leads partition 0 of a topic can go without the groups going, too.
 */
export async function warmCoordinator(options: AdminOptions): Promise<void> {
  const { admins } = options;
  const [asked] = admins;
  if (!asked) return;
  await persist('Asking for a group coordinator', options, async (open) => {
    if (admins.length > 1) {
      const topic = {
        name: coordinatorTopic,
        replicas: [replicasFrom(1, admins.length)],
        settings: coordinatorSettings,
      };
      await make(open, admins, [topic]);
    }
    const node = await open.to(asked).ask(askCoordinator(clientId), answersWithinMs);
    const { brokers } = await view(open, admins, []);
    const coordinator = brokers.get(node);
    if (!coordinator) throw new Error(`nobody knows broker ${node}, which is to be the coordinator`);
    await open.to(coordinator).ask(askToDescribe([clientId]), answersWithinMs);
  });
}

/** Until it is done, a refusal is one that does not pass by, or the time is over. */
export async function persist(
  attempted: string,
  { admins, withinMs = usuallyWithinMs, signal }: AdminOptions,
  work: (open: Lines, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const bound = AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
  const open = lines();
  const close = () => open.close();
  bound.addEventListener('abort', close, { once: true });
  let last: unknown;
  try {
    for (;;) {
      try {
        bound.throwIfAborted();
        return await work(open, bound);
      } catch (cause) {
        signal.throwIfAborted();
        if (!bound.aborted) last = cause;
        const final = cause instanceof KafkaError && !cause.passing;
        if (!bound.aborted && !final) {
          await delay(againAfterMs, undefined, { signal: bound }).catch(() => undefined);
          continue;
        }
        const why = last instanceof Error ? last.message : String(last ?? cause);
        throw new Failure('defect', {
          attempted: `${attempted} at ${admins.map(authority).join(', ')}`,
          happened: final ? why : `not done within ${withinMs / 1000} s: ${why}`,
          remedy: "Read the broker's log; its last lines say what it was doing.",
          cause: last ?? cause,
        });
      }
    }
  } finally {
    bound.removeEventListener('abort', close);
    close();
  }
}
