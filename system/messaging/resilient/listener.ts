import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Cluster, type Consumer, type ConsumerConfig, type EachBatchPayload, PartitionAssigners } from 'kafkajs';
import { isOfTheMachine } from '../../service/database.ts';
import type { MessagingOptions } from '../port.ts';
import { readAllBatches } from './batches.ts';
import { answersWithinMs, kafkaOn, prepareTopics, unanswered } from './kafka.ts';
import { mostSay, watchOpinion } from './opinions.ts';
import type { Seen } from './seen.ts';
import type { Client, SupervisorOptions } from './supervisor.ts';
import type { Take } from './take.ts';
import { type TopicIds, topicIds } from './topic-ids.ts';

/** A fetch comes back after so long at the latest, also with nothing. */
const fetchesWithinMs = 500;
/** A consumer that fetches nothing for so long is deaf, whatever it says. */
const deafAfterMs = fetchesWithinMs + answersWithinMs + 500;
/** So late it is heard of partitions that are added, and of a topic that was made anew; who sends hears of it as soon. */
const looksAroundEveryMs = 900;
/** When there is no room for what an event causes, it is tried again after so long. */
const roomAgainMs = 50;
/** The same of a disk that is full, or that refuses for another reason: it gets well more slowly than an outbox. */
const diskAgainMs = 500;

export interface ListenerOptions {
  /** Takes records in; see `taking`. */
  readonly take: Take;
  /** Told why nothing can be taken in at the moment, for the disk's sake, and when that is over (undefined). */
  readonly held: (why: string | undefined) => void;
}

/** Without retries: whoever supervises it builds a new one. */
const settings = {
  sessionTimeout: 6000,
  rebalanceTimeout: 6000,
  heartbeatInterval: 1000,
  maxWaitTimeInMs: fetchesWithinMs,
  metadataMaxAge: looksAroundEveryMs,
  allowAutoTopicCreation: false,
  retry: { retries: 0, restartOnFailure: async () => false },
} satisfies Partial<ConsumerConfig>;

/**
 * Hears what the others say. The place to go on from is kept here and not in Kafka, so each client joins a group of its
 * own name, and no ghost of the one before can delay it.
 */
export function listener(
  options: MessagingOptions,
  memory: Seen,
  { take, held }: ListenerOptions,
): SupervisorOptions['build'] {
  readAllBatches();
  /** Undefined: the disk does not take it, and another client would fare no better. */
  const tryToTake = (...records: Parameters<Take>): number | undefined => {
    try {
      const next = take(...records);
      held(undefined);
      return next;
    } catch (error) {
      if (!isOfTheMachine(error)) throw error;
      held(String(error));
      return undefined;
    }
  };
  return async ({ sockets, lost }): Promise<Client> => {
    await prepareTopics(options);
    const opinion = await mostSay(options);
    const { consumer, cluster } = consumerOn({ ...options, broker: opinion.broker }, sockets);
    const joined = Promise.withResolvers<void>();
    let closed = false;
    let ids: TopicIds = new Map();
    let heardAt = Date.now();
    consumer.on(consumer.events.REQUEST_TIMEOUT, ({ payload }) => lost(unanswered(payload)));
    consumer.on(consumer.events.CRASH, ({ payload }) => lost(String(payload.error)));
    consumer.on(consumer.events.FETCH, () => {
      heardAt = Date.now();
    });
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      const deaf = options.hears.find((topic) => (payload.memberAssignment[topic]?.length ?? 0) === 0);
      if (deaf) return lost(`it was given no partition of ${deaf}`);
      // Before the first fetch: what was taken in before is not read again.
      goOn(consumer, memory, ids);
      joined.resolve();
    });
    const eachBatch = async ({ batch, heartbeat }: EachBatchPayload) => {
      let next = 0;
      while (next < batch.messages.length) {
        // One that was given up must not take in what the next one takes in as well.
        if (closed) throw new Error('The consumer is closed.');
        const before = next;
        const upTo = tryToTake(batch, before, ids.get(batch.topic) ?? '');
        next = upTo ?? before;
        heardAt = Date.now();
        if (next < batch.messages.length)
          await delay(upTo === undefined ? diskAgainMs : next === before ? roomAgainMs : 0);
        await heartbeat();
      }
    };
    await consumer.connect();
    await consumer.subscribe({ topics: [...options.hears], fromBeginning: true });
    ids = await topicIds(cluster(), options.hears);
    await consumer.run({ autoCommit: false, eachBatch });
    await joined.promise;
    const watch = setInterval(() => {
      if (Date.now() - heardAt > deafAfterMs) lost('it fetches nothing');
    }, deafAfterMs / 6);
    const look = setInterval(async () => {
      const now = await topicIds(cluster(), options.hears).catch(() => undefined);
      const anew = options.hears.find((topic) => now && now.get(topic) !== ids.get(topic));
      if (anew) lost(`${anew} was deleted and made again`);
    }, looksAroundEveryMs);
    // A leader that the others have given up still lets itself be asked, and has nothing to tell.
    const forget = watchOpinion(options, opinion, lost);
    return {
      // Events are taken in at one stroke, so there is nothing to wait for: the connections may end at any time.
      close: async () => {
        closed = true;
        clearInterval(watch);
        clearInterval(look);
        forget();
      },
    };
  };
}

/** A consumer, and what it knows of the cluster: kafkajs shows that to those who assign partitions, and to nobody else. */
function consumerOn(options: MessagingOptions, sockets: Parameters<typeof kafkaOn>[1]) {
  let cluster: Cluster | undefined;
  const consumer = kafkaOn(options, sockets).consumer({
    ...settings,
    groupId: `${options.name}-${randomUUID()}`,
    partitionAssigners: [
      (config) => {
        cluster = config.cluster;
        return PartitionAssigners.roundRobin(config);
      },
    ],
  });
  return { consumer, cluster: () => cluster };
}

function goOn(consumer: Consumer, memory: Seen, ids: TopicIds): void {
  for (const [topic, id] of ids) {
    for (const { partition, offset } of memory.places(id)) consumer.seek({ topic, partition, offset: String(offset) });
  }
}
