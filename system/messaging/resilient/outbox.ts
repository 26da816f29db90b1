import type { DatabaseSync } from 'node:sqlite';
import { type Event, eventSchema, keyOf, topicOf } from '../../contract/events.ts';

export interface WaitingMessage {
  readonly sequence: number;
  readonly topic: string;
  readonly key: string;
  readonly value: string;
}

export interface Outbox {
  /** Keeps an event, in the transaction that is open, if one is. Throws `OutboxFull` when even the reserve is full. */
  keep(event: Event): void;
  /** As `keep`, for what is no event. */
  keepRaw(topic: string, key: string, value: string): void;
  /** The oldest, in order; no more than so many bytes of them, but one at least. */
  next(most: number, mostBytes?: number): WaitingMessage[];
  /** Forgets all up to a sequence number, since Kafka has them. */
  sent(upTo: number): void;
  depth(): number;
}

export class OutboxFull extends Error {
  constructor(depth: number) {
    super(`${depth} events wait for Kafka, and no more can be kept.`);
    this.name = 'OutboxFull';
  }
}

const schema = `CREATE TABLE IF NOT EXISTS outbox (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL) STRICT`;

/**
 * Events on disk that Kafka does not have yet. New work is refused at the limit; what follows from work that was
 * accepted may use as much again, so that a promise given can be kept.
 */
export function outbox(database: DatabaseSync, limit: number, onKept: () => void): Outbox {
  database.exec(schema);
  const insert = database.prepare('INSERT INTO outbox (topic, key, value) VALUES (?, ?, ?)');
  const oldest = database.prepare('SELECT sequence, topic, key, value FROM outbox ORDER BY sequence LIMIT ?');
  const forget = database.prepare('DELETE FROM outbox WHERE sequence <= ?');
  // There is no gap: what is forgotten is the oldest, and a number that was rolled back is given again. Counting them one
  // by one takes 2 ms for 20 000, with each event that is kept.
  const count = database.prepare(
    'SELECT (SELECT max(sequence) FROM outbox) - (SELECT min(sequence) FROM outbox) + 1 AS depth',
  );
  const depth = () => Number(count.get()?.depth ?? 0);
  const keepRaw = (topic: string, key: string, value: string) => {
    const waiting = depth();
    if (waiting >= limit * 2) throw new OutboxFull(waiting);
    insert.run(topic, key, value);
    onKept();
  };
  return {
    keep: (event) => keepRaw(topicOf(event), keyOf(event), JSON.stringify(eventSchema.parse(event))),
    keepRaw,
    next: (most, mostBytes = Number.POSITIVE_INFINITY) =>
      upToBytes(oldest.all(most) as unknown as WaitingMessage[], mostBytes),
    sent: (upTo) => {
      forget.run(upTo);
    },
    depth,
  };
}

function upToBytes(messages: readonly WaitingMessage[], mostBytes: number): WaitingMessage[] {
  let bytes = 0;
  const beyond = messages.findIndex(({ key, value }) => {
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
    return bytes > mostBytes;
  });
  return messages.slice(0, beyond === -1 ? messages.length : Math.max(1, beyond));
}
