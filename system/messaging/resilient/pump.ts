import { type Event, eventSchema, keyOf, topicOf } from '../../contract/events.ts';
import { topics } from '../../contract/topics.ts';
import type { MessagingOptions } from '../port.ts';
import { kafkaOn, prepareTopics, unanswered } from './kafka.ts';
import { type Lane, lane, type Message, type Send } from './lane.ts';
import { mostSay } from './opinions.ts';
import type { Outbox } from './outbox.ts';
import type { Client, SupervisorOptions } from './supervisor.ts';

const mostAtOnce = 500;

/** A producer that has nothing to send asks whether Kafka is there so often: else it would say UP of a dead one. */
const asksEveryMs = 1000;

/** A message to every topic, each without content: kafkajs then asks for their leaders, and sends nothing. */
const question = () => ({ topicMessages: Object.values(topics).map((topic) => ({ topic, messages: [] })) });

/**
 * Sends what waits, in the order of each topic, one send to a topic in flight, and forgets it only when Kafka has
 * acknowledged it.
 */
export function pump(options: MessagingOptions, box: Outbox) {
  let current: (() => void) | undefined;
  /** Said once to a Kafka that is there, and lost with the connection. */
  let news: News[] = [];
  const lanes = new Map<string, Lane>();
  const laneOf = (topic: string): Lane => {
    const known = lanes.get(topic) ?? lane(topic, options, box);
    lanes.set(topic, known);
    return known;
  };
  const resting = () => [...lanes].filter(([, each]) => each.rests()).map(([topic]) => topic);

  const build: SupervisorOptions['build'] = async ({ sockets, lost }): Promise<Client> => {
    await prepareTopics(options);
    const { broker } = await mostSay(options);
    const kafka = kafkaOn({ ...options, broker }, sockets);
    const producer = kafka.producer({ allowAutoTopicCreation: false, metadataMaxAge: asksEveryMs * 0.9 });
    producer.on(producer.events.REQUEST_TIMEOUT, ({ payload }) => lost(unanswered(payload)));
    await producer.connect();
    await producer.sendBatch(question());
    let over = false;
    let [wanted, asked] = [false, false];
    let sending: Promise<void> | undefined;
    const send: Send = async (topic, messages) => {
      await producer.sendBatch({
        acks: -1,
        topicMessages: [{ topic, messages: messages.map(({ key, value }) => ({ key, value })) }],
      });
    };
    const sendAll = async () => {
      let sent = false;
      for (let batch = box.next(mostAtOnce, resting()); batch.length > 0 && !over; sent = true) {
        await Promise.all(byTopic(batch).map(([topic, waiting]) => laneOf(topic).send(send, waiting)));
        batch = box.next(mostAtOnce, resting());
      }
      const fresh = byTopic(news.splice(0, mostAtOnce)).filter(([topic]) => !laneOf(topic).rests());
      await Promise.all(fresh.map(([topic, told]) => laneOf(topic).tell(send, told)));
      return sent || fresh.length > 0;
    };
    const work = async () => {
      while (wanted && !over) {
        const ask = asked;
        wanted = asked = false;
        if (!(await sendAll()) && ask) await producer.sendBatch(question());
      }
    };
    const wake = (ask = false) => {
      [wanted, asked] = [true, asked || ask];
      if (over || sending) return;
      sending = work()
        .catch((error: unknown) => {
          over = true;
          lost(String(error));
        })
        .finally(() => {
          sending = undefined;
        });
    };
    const asking = setInterval(wake, asksEveryMs, true);
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
  /** Topics whose events wait for somebody to do something, each with the reason. */
  const waits = () => [...lanes].flatMap(([topic, { waitsFor: why }]) => (why() ? [{ topic, why: why() ?? '' }] : []));
  return { build, wake, announce, waits };
}

type News = Message & { readonly topic: string };

const byTopic = <One extends { readonly topic: string }>(all: readonly One[]): [string, One[]][] => [
  ...Map.groupBy(all, ({ topic }) => topic),
];
