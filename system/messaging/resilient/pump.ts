import type { MessagingOptions } from '../port.ts';
import { kafkaOn } from './kafka.ts';
import type { Outbox, WaitingMessage } from './outbox.ts';
import type { Client, SupervisorOptions } from './supervisor.ts';

const mostAtOnce = 500;

/** Sends what waits, in order, one send in flight, and forgets it only when Kafka has acknowledged it. */
export function pump(options: MessagingOptions, box: Outbox) {
  let wake: () => void = () => undefined;

  const build: SupervisorOptions['build'] = async ({ sockets, lost }): Promise<Client> => {
    const producer = kafkaOn(options, sockets).producer({ allowAutoTopicCreation: false, retry: { retries: 0 } });
    producer.on(producer.events.REQUEST_TIMEOUT, () => lost('a request got no answer'));
    await producer.connect();
    let closed = false;
    let sending: Promise<void> | undefined;
    const run = async () => {
      for (let batch = box.next(mostAtOnce); batch.length > 0 && !closed; batch = box.next(mostAtOnce)) {
        await producer.sendBatch({ acks: -1, topicMessages: byTopic(batch) });
        box.sent(batch.at(-1)?.sequence ?? 0);
      }
    };
    wake = () => {
      if (closed || sending) return;
      sending = run()
        .catch((error: unknown) => lost(String(error)))
        .finally(() => {
          sending = undefined;
          // What was kept while the last batch was on its way must not wait for the next event.
          if (!closed && box.depth() > 0) setImmediate(wake);
        });
    };
    wake();
    return {
      close: async () => {
        closed = true;
        await sending;
        await producer.disconnect();
      },
    };
  };
  return { build, wake: () => setImmediate(() => wake()) };
}

function byTopic(batch: readonly WaitingMessage[]) {
  const groups = Map.groupBy(batch, ({ topic }) => topic);
  return [...groups].map(([topic, messages]) => ({
    topic,
    messages: messages.map(({ key, value }) => ({ key, value })),
  }));
}
