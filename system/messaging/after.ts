import { setTimeout as delay } from 'node:timers/promises';
import type { Producer } from 'kafkajs';
import { connectProducer, consumeForEver, sendWith } from './eager.ts';
import type { Messaging, MessagingOptions } from './port.ts';

const tries = 10;
const triesEveryMs = 2000;

/** The first fix: ten tries, 2 s apart; then one try for each event, which is dropped if that fails. */
export function after(options: MessagingOptions): Messaging {
  const { log } = options;
  const ending = new AbortController();
  let producer: Producer | undefined;
  let consumer: ReturnType<typeof consumeForEver> | undefined;

  const initialise = async () => {
    for (let attempt = 1; attempt <= tries && !producer && !ending.signal.aborted; attempt += 1) {
      try {
        producer = await connectProducer(options);
        log.info('Kafka producer initialized');
        return;
      } catch (error) {
        log.warn(
          `Attempt ${attempt}/${tries} - Kafka not available: ${error instanceof Error ? error.message : error}`,
        );
        await delay(triesEveryMs, undefined, { signal: ending.signal }).catch(() => undefined);
      }
    }
    if (!producer) log.error(`Failed to connect to Kafka after ${tries} attempts`);
  };
  const reconnectFor = async (event: Parameters<Messaging['publish']>[0]) => {
    log.warn('Producer not initialized, attempting reconnection');
    try {
      producer = await connectProducer(options);
      log.info('Kafka producer reconnected successfully');
    } catch {
      log.error({ type: event.type }, 'Producer reconnection failed');
      return;
    }
    sendWith(producer, event, options);
  };
  return {
    start: () => {
      consumer = consumeForEver(options);
      void initialise();
    },
    publish: (event) => {
      if (producer) sendWith(producer, event, options);
      else void reconnectFor(event);
    },
    announce: (event) => {
      if (producer) sendWith(producer, event, options);
    },
    hasRoom: () => true,
    status: () => ({
      sends: producer ? 'set' : 'unset',
      hears: consumer?.joined() ? 'joined' : 'not joined',
      ready: producer !== undefined && consumer?.joined() === true,
    }),
    close: async () => {
      ending.abort();
      await Promise.all([consumer?.close(), producer?.disconnect()]);
    },
  };
}
