import { setTimeout as delay } from 'node:timers/promises';
import { type Consumer, Kafka, logLevel, type Producer } from 'kafkajs';
import { type Event, eventSchema, keyOf, topicOf } from '../contract/events.ts';
import { withCorrelation } from '../service/correlation.ts';
import { ensureTopics } from './ensure-topics.ts';
import type { MessagingOptions } from './port.ts';
import { tellPublished } from './published.ts';

/** What `before` and `after` have in common: a producer without a memory, and a consumer that reconnects for ever. */
export const client = ({ name, broker }: MessagingOptions): Kafka =>
  new Kafka({
    clientId: name,
    brokers: broker.split(','),
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1000,
    // One try is one try: how often to connect is for the generation to say.
    retry: { retries: 0 },
  });

/** kafkajs's own retries for sending, its default. */
const sendRetry = { initialRetryTime: 300, retries: 5 };

/** Tries to connect once. */
export async function connectProducer(options: MessagingOptions): Promise<Producer> {
  const kafka = client(options);
  if (options.createTopics) await ensureTopics(kafka);
  const producer = kafka.producer({ retry: sendRetry });
  await producer.connect();
  return producer;
}

/** Sends and forgets: whoever published has gone on. */
export function sendWith(producer: Producer, event: Event, options: MessagingOptions): void {
  const value = JSON.stringify(event);
  producer.send({ topic: topicOf(event), messages: [{ key: keyOf(event), value }] }).then(
    () => tellPublished([value], options),
    (error: unknown) => options.log.error({ error: String(error), type: event.type }, 'could not send an event'),
  );
}

const triesEveryMs = 2000;
const leavesWithinMs = 1000;

export interface EagerConsumer {
  joined(): boolean;
  close(): Promise<void>;
}

/** Consumes, and begins anew 2 s after anything has ended it, for ever: so it was in all generations. */
export function consumeForEver(options: MessagingOptions): EagerConsumer {
  const ending = new AbortController();
  let joined = false;
  const leave = (consumer: Consumer) =>
    Promise.race([consumer.disconnect().catch(() => undefined), delay(leavesWithinMs, undefined, { ref: false })]);
  const loop = async () => {
    while (!ending.signal.aborted) {
      const consumer = client(options).consumer({ groupId: options.name, retry: { retries: 5 } });
      consumer.on(consumer.events.GROUP_JOIN, () => {
        joined = true;
      });
      await consumeOnce(consumer, options, ending.signal).catch((error: unknown) =>
        options.log.warn({ error: String(error) }, 'consumer ended, next try in 2 s'),
      );
      joined = false;
      await leave(consumer);
      await delay(triesEveryMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  };
  const done = loop();
  return {
    joined: () => joined,
    close: async () => {
      ending.abort();
      await done;
    },
  };
}

async function consumeOnce(consumer: Consumer, options: MessagingOptions, signal: AbortSignal): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => resolve(), { once: true });
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    if (!payload.restart) resolve();
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [...options.hears], fromBeginning: false });
  await consumer.run({ eachMessage: async ({ message }) => take(message.value, options) });
  await over;
}

function take(value: Buffer | null, { handle, log, concerns = () => true }: MessagingOptions): void {
  try {
    const event = eventSchema.parse(JSON.parse(value?.toString('utf8') ?? ''));
    if (concerns(event)) withCorrelation(event.correlation, () => handle(event));
  } catch (error) {
    log.error({ error: String(error) }, 'could not take an event');
  }
}
