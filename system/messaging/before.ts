import type { Producer } from 'kafkajs';
import { connectProducer, consumeForEver, sendWith } from './eager.ts';
import type { Messaging, MessagingOptions } from './port.ts';

/** As it was at first: one try at the start; if that fails, the producer stays unset and nothing is ever sent. */
export function before(options: MessagingOptions): Messaging {
  const { log } = options;
  let producer: Producer | undefined;
  let consumer: ReturnType<typeof consumeForEver> | undefined;
  return {
    start: () => {
      consumer = consumeForEver(options);
      connectProducer(options).then(
        (connected) => {
          producer = connected;
          log.info('Kafka producer initialized');
        },
        (error: unknown) => log.error({ error: String(error) }, 'messaging system not available'),
      );
    },
    publish: (event) => {
      if (producer) sendWith(producer, event, options);
      else log.warn({ type: event.type }, 'messaging system not available');
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
      await Promise.all([consumer?.close(), producer?.disconnect()]);
    },
  };
}
