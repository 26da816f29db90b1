import { eventSchema } from '../../contract/events.ts';
import type { MessagingOptions } from '../port.ts';
import { tellPublished } from '../published.ts';
import { type Outbox, upToBytes, type WaitingMessage } from './outbox.ts';
import { portion } from './portion.ts';
import { cureOf, isOfSize, refusalOf } from './refusals.ts';

export type Message = Pick<WaitingMessage, 'key' | 'value'>;
/** Resolves when Kafka has acknowledged them. */
export type Send = (topic: string, messages: readonly Message[]) => Promise<void>;

/** Kafka takes 1 MB at once by default. */
const mostBytesAtOnce = 500_000;
/** What nothing but others can cure is tried again after so long, in milliseconds. */
const waitsMs = 1000;

/** All that is for one topic, in its order: what its refusals teach outlives a client, and concerns no other topic. */
export interface Lane {
  /** Sends the first of them, as many as Kafka takes at once; rejects when only a new client can go on. */
  send(send: Send, waiting: readonly WaitingMessage[]): Promise<void>;
  /** Sends what is never kept. */
  tell(send: Send, news: readonly Message[]): Promise<void>;
  /** Why it waits for somebody to do something, while it does. */
  waitsFor(): string | undefined;
  /** Whether it is to be left alone for now. */
  rests(): boolean;
}

export function lane(topic: string, options: MessagingOptions, box: Outbox): Lane {
  const { log } = options;
  const size = portion(mostBytesAtOnce);
  let wait: { readonly why: string; readonly until: number } | undefined;
  /** Kafka has all up to here, whatever the disk says. */
  let acknowledged = 0;
  const pause = (why: string) => {
    wait = { why, until: performance.now() + waitsMs };
    log.warn({ topic, why }, 'what is for a topic waits');
  };
  /** What the disk does not take is tried again, and Kafka is not asked to take it twice meanwhile. */
  const onDisk = (what: string, work: () => void) => {
    try {
      work();
      wait = undefined;
    } catch (error) {
      pause(`${what}: ${String(error)}`);
    }
  };
  const forget = () => onDisk('cannot forget what Kafka has', () => box.sent(acknowledged, topic));
  const setAside = (message: WaitingMessage, error: unknown) =>
    onDisk('cannot set an event aside', () => {
      const why = `Kafka does not take it: ${refusalOf(error)}`;
      const bytes = bytesOf([message]);
      const { success, data: event } = eventSchema.safeParse(JSON.parse(message.value));
      box.setAside(message, why, () => {
        if (success) options.onRefused?.(event, why);
      });
      log.error(
        { topic, key: message.key, bytes, why, event: event?.id },
        'an event is set aside, and will not be sent',
      );
    });
  const refused = (batch: readonly WaitingMessage[], error: unknown) => {
    const [first] = batch;
    const bytes = bytesOf(batch);
    log.warn({ topic, messages: batch.length, bytes, why: refusalOf(error) }, 'Kafka refuses what is sent at once');
    if (batch.length > 1 || !first) return size.refused(bytes);
    setAside(first, error);
    if (!isOfSize(error)) size.forget();
  };
  const failed = (batch: readonly WaitingMessage[], error: unknown) => {
    const cure = cureOf(error);
    if (cure === 'fewer') return refused(batch, error);
    if (cure === 'wait') return pause(String(error));
    size.lost(bytesOf(batch));
    throw error;
  };
  const tell: Lane['tell'] = async (send, news) => {
    try {
      await send(topic, news);
      wait = undefined;
      tellPublished(valuesOf(news), options);
    } catch (error) {
      const cure = cureOf(error);
      if (cure === 'anew') throw error;
      if (cure === 'wait') return pause(String(error));
      const half = Math.floor(news.length / 2);
      if (half === 0) return log.warn({ topic, why: refusalOf(error) }, 'Kafka refuses news, and they are not said');
      await tell(send, news.slice(0, half));
      await tell(send, news.slice(half));
    }
  };
  return {
    tell,
    send: async (send, waiting) => {
      const left = waiting.filter(({ sequence }) => sequence > acknowledged);
      if (left.length < waiting.length) return forget();
      const batch = upToBytes(left, size.bytes());
      try {
        await send(topic, batch);
      } catch (error) {
        return failed(batch, error);
      }
      size.taken(bytesOf(batch));
      acknowledged = batch.at(-1)?.sequence ?? acknowledged;
      forget();
      tellPublished(valuesOf(batch), options);
    },
    waitsFor: () => wait?.why,
    rests: () => wait !== undefined && performance.now() < wait.until,
  };
}

const valuesOf = (messages: readonly Message[]) => messages.map(({ value }) => value);
const bytesOf = (messages: readonly Message[]) =>
  messages.reduce((sum, { key, value }) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
