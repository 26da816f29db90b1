import { Kafka, logLevel } from 'kafkajs';
import type { MessagingOptions } from '../port.ts';
import type { Sockets } from './sockets.ts';

/** Longest time for one answer of Kafka, in milliseconds. */
export const answersWithinMs = 2000;

/** A client that never retries by itself: whoever supervises it knows better when to begin anew. */
export const kafkaOn = ({ name, broker }: MessagingOptions, { factory }: Sockets): Kafka =>
  new Kafka({
    clientId: name,
    brokers: [broker],
    logLevel: logLevel.NOTHING,
    socketFactory: factory,
    connectionTimeout: 1000,
    requestTimeout: answersWithinMs,
    enforceRequestTimeout: true,
    retry: { retries: 0 },
  });

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
