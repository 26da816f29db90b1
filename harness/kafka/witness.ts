import { setTimeout as delay } from 'node:timers/promises';
import { type Consumer, type Kafka, logLevel } from 'kafkajs';
import { type Address, authority } from '../core/address.ts';
import { kafkaClient } from './client.ts';
import { mostSay, type Opinion } from './most-say.ts';

/** One record as the broker keeps it. */
export interface SeenRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Milliseconds since the epoch; the broker's own (it is set to LogAppendTime). */
  readonly appendedAt: number;
  readonly value: string;
}

export interface WitnessOptions {
  /** Of all brokers. Asked anew for each client: one that had to take other ports is elsewhere after its next start. */
  readonly admins: () => readonly Address[];
  readonly topics: readonly string[];
  /** Names this run's groups; a group of the system's is never joined. */
  readonly run: string;
  /** Called for every record, again after each rebuild: who listens knows a record by its place. */
  readonly onRecord: (record: SeenRecord) => void;
}

export interface Witness {
  /** Leaves; bounded. */
  close(): Promise<void>;
}

/** Patience between two attempts to listen: the witness need not be first, since the broker dates every record. */
const retryEveryMs = 100;
/** So late it may be noticed that others lead now. */
const asksEveryMs = 500;
/** kafkajs's `disconnect` can hang for ever when its broker is gone. */
const leaveWithinMs = 500;

let turns = 0;

/** Another one is the first each time. */
function turned<Item>(items: readonly Item[]): Item[] {
  turns += 1;
  const first = turns % Math.max(1, items.length);
  return [...items.slice(first), ...items.slice(0, first)];
}

/** Never retries by itself: whoever listens builds a new client, because kafkajs gives up in ways that it does not tell. */
export const oracle = (admins: readonly Address[]): Kafka =>
  kafkaClient({
    clientId: 'norestart-witness',
    // kafkajs tries the first one and no other: whoever begins anew must come to all of them.
    brokers: turned(admins.map(authority)),
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1000,
    requestTimeout: 5000,
    retry: { retries: 0 },
  });

export const bounded = async (leaving: Promise<void>): Promise<void> => {
  await Promise.race([leaving.catch(() => undefined), delay(leaveWithinMs, undefined, { ref: false })]);
};

/**
 * Listens on the brokers' unproxied listeners from the first record on, for as long as it is not closed, through
 * absences of any broker. It makes no topic and commits no offset.
 */
export function witness({ admins, topics, run, onRecord }: WitnessOptions): Witness {
  const ending = new AbortController();
  let number = 0;

  const loop = async () => {
    while (!ending.signal.aborted) {
      number += 1;
      const opinion = await mostSay(admins(), topics);
      if (opinion) {
        const over = new AbortController();
        const signal = AbortSignal.any([ending.signal, over.signal]);
        const consumer = observer(oracle(opinion.admins), `norestart-witness-${run}-${number}`);
        const watching = watch(opinion, { admins, topics }, signal).then(() => over.abort());
        await listen(consumer, topics, onRecord, signal).catch(() => undefined);
        over.abort();
        await Promise.all([bounded(consumer.disconnect()), watching]);
      }
      await delay(retryEveryMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  };
  const done = loop();
  return {
    close: async () => {
      ending.abort();
      await done;
    },
  };
}

/** Resolves when most brokers say something else than they did, or the signal ends it. */
async function watch(
  { leaders }: Opinion,
  { admins, topics }: Pick<WitnessOptions, 'admins' | 'topics'>,
  signal: AbortSignal,
): Promise<void> {
  if (leaders === '') return waiting(signal);
  while (!signal.aborted) {
    await delay(asksEveryMs, undefined, { signal }).catch(() => undefined);
    const now = await mostSay(admins(), topics);
    if (now && now.leaders !== leaders) return;
  }
}

const waiting = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** A consumer that ends, instead of restarting itself, when anything is wrong. */
export const observer = (kafka: Kafka, groupId: string): Consumer =>
  kafka.consumer({
    groupId,
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: 100,
    retry: { retries: 0, restartOnFailure: async () => false },
  });

/** Resolves when the consumer has crashed or the signal ends it; rejects when it cannot begin. */
async function listen(
  consumer: Consumer,
  topics: readonly string[],
  onRecord: (record: SeenRecord) => void,
  signal: AbortSignal,
): Promise<void> {
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  consumer.on(consumer.events.CRASH, () => end());
  signal.addEventListener('abort', () => end(), { once: true });
  if (signal.aborted) return;
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message }) =>
      onRecord({
        topic,
        partition,
        offset: Number(message.offset),
        appendedAt: Number(message.timestamp),
        value: message.value?.toString('utf8') ?? '',
      }),
  });
  await over;
}
