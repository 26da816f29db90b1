import { type Event, eventSchema, keyOf, topicOf } from '../../contract/events.ts';
import { topics } from '../../contract/topics.ts';
import type { MessagingOptions } from '../port.ts';
import { tellPublished } from '../published.ts';
import { kafkaOn, prepareTopics, unanswered } from './kafka.ts';
import { mostSay } from './opinions.ts';
import type { Outbox, WaitingMessage } from './outbox.ts';
import type { Client, SupervisorOptions } from './supervisor.ts';

const mostAtOnce = 500;
/** Kafka takes 1 MB at once by default, and what it does not take would stand at the head of the outbox for ever. */
const mostBytesAtOnce = 500_000;

/** A producer that has nothing to send asks whether Kafka is there so often: else it would say UP of a dead one. */
const asksEveryMs = 1000;

/** A message to every topic, each without content: kafkajs then asks for their leaders, and sends nothing. */
const question = () => ({ topicMessages: Object.values(topics).map((topic) => ({ topic, messages: [] })) });

/** Sends what waits, in order, one send in flight, and forgets it only when Kafka has acknowledged it. */
export function pump(options: MessagingOptions, box: Outbox) {
  let current: (() => void) | undefined;
  /** Said once to a Kafka that is there, and lost with the connection. */
  let news: Message[] = [];

  const build: SupervisorOptions['build'] = async ({ sockets, lost }): Promise<Client> => {
    await prepareTopics(options);
    const { broker } = await mostSay(options);
    const kafka = kafkaOn({ ...options, broker }, sockets);
    const producer = kafka.producer({ allowAutoTopicCreation: false, metadataMaxAge: asksEveryMs * 0.9 });
    producer.on(producer.events.REQUEST_TIMEOUT, ({ payload }) => lost(unanswered(payload)));
    await producer.connect();
    await producer.sendBatch(question());
    let over = false;
    let sending: Promise<void> | undefined;
    const send = async () => {
      if (box.depth() + news.length === 0) await producer.sendBatch(question());
      while (!over) {
        const batch = box.next(mostAtOnce, mostBytesAtOnce);
        const all = [...batch, ...news.splice(0, mostAtOnce)];
        if (all.length === 0) return;
        await producer.sendBatch({ acks: -1, topicMessages: byTopic(all) });
        if (batch.length > 0) box.sent(batch.at(-1)?.sequence ?? 0);
        tellPublished(
          all.map(({ value }) => value),
          options,
        );
      }
    };
    const wake = () => {
      if (over || sending) return;
      sending = send()
        .catch((error: unknown) => {
          over = true;
          lost(String(error));
        })
        .finally(() => {
          sending = undefined;
        });
    };
    const asking = setInterval(wake, asksEveryMs);
    current = wake;
    if (box.depth() > 0) wake();
    return {
      close: async () => {
        over = true;
        news = [];
        if (current === wake) current = undefined;
        clearInterval(asking);
        await sending;
        await producer.disconnect();
      },
    };
  };
  // Not before the transaction is over in which the event is kept.
  const wake = () => setImmediate(() => current?.());
  const announce = (event: Event) => {
    if (!current || news.length >= mostAtOnce) return;
    news.push({ topic: topicOf(event), key: keyOf(event), value: JSON.stringify(eventSchema.parse(event)) });
    wake();
  };
  return { build, wake, announce };
}

type Message = Pick<WaitingMessage, 'topic' | 'key' | 'value'>;

function byTopic(batch: readonly Message[]) {
  const groups = Map.groupBy(batch, ({ topic }) => topic);
  return [...groups].map(([topic, messages]) => ({
    topic,
    messages: messages.map(({ key, value }) => ({ key, value })),
  }));
}
