import './calm-connections.ts';
import './calm-fetch.ts';
import './calm-queue.ts';
import { Kafka, logLevel } from 'kafkajs';
import { ensureTopics } from '../ensure-topics.ts';
import type { MessagingOptions } from '../port.ts';
import { type Sockets, sockets } from './sockets.ts';

/**
 * Longest time for one answer of Kafka, in milliseconds. A request is always on its way, so a Kafka that falls silent is
 * noticed after as long; `/health` must say so within 2 s, and a busy machine takes a part of that to look.
 */
export const answersWithinMs = 1500;

/** A client that never retries by itself: whoever supervises it knows better when to begin anew. */
export const kafkaOn = ({ name, broker, log }: MessagingOptions, { factory }: Sockets): Kafka =>
  new Kafka({
    clientId: name,
    brokers: broker.split(','),
    logLevel: logLevel.ERROR,
    // All else it says comes as an error as well, and is told there. This one it mends itself and says nowhere else.
    logCreator:
      () =>
      ({ log: { message, topic, partition } }) => {
        if (!message.startsWith('Offset out of range')) return;
        log.warn({ topic, partition }, 'what Kafka has begins elsewhere: reading goes on at its beginning');
      },
    socketFactory: factory,
    connectionTimeout: 1000,
    requestTimeout: answersWithinMs,
    enforceRequestTimeout: true,
    retry: { retries: 0 },
  });

/** Which request, and to whom: with several brokers that says which one has fallen silent. */
export const unanswered = ({ apiName, broker }: { readonly apiName: string; readonly broker: string }): string =>
  `a request got no answer: ${apiName} to ${broker}`;

/** Makes the topics that are missing, if that is this service's business. Over connections of its own, which it ends. */
export async function prepareTopics(options: MessagingOptions): Promise<void> {
  if (!options.createTopics) return;
  const connections = sockets();
  try {
    await bounded(ensureTopics(kafkaOn(options, connections)), answersWithinMs * 2, 'making the topics');
  } finally {
    connections.destroy();
  }
}

/** Waits for something no longer than it may take; what comes later is nobody's concern. */
export async function bounded<Result>(work: Promise<Result>, withinMs: number, what: string): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  work.catch(() => undefined);
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${withinMs} ms`)), withinMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
