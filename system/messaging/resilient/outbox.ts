import type { DatabaseSync } from 'node:sqlite';
import { type Event, eventSchema, keyOf, topicOf } from '../../contract/events.ts';

export interface WaitingMessage {
  readonly sequence: number;
  readonly topic: string;
  readonly key: string;
  readonly value: string;
}

export interface Outbox {
  /** Keeps an event, in the transaction that is open, if one is. Throws when even the reserve is full. */
  keep(event: Event): void;
  keepRaw(topic: string, key: string, value: string): void;
  /** The oldest, in order. */
  next(most: number): WaitingMessage[];
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
  const count = database.prepare('SELECT count(*) AS depth FROM outbox');
  const depth = () => Number(count.get()?.depth ?? 0);
  const keepRaw = (topic: string, key: string, value: string) => {
    insert.run(topic, key, value);
    onKept();
  };
  return {
    keep: (event) => {
      const waiting = depth();
      if (waiting >= limit * 2) throw new OutboxFull(waiting);
      keepRaw(topicOf(event), keyOf(event), JSON.stringify(eventSchema.parse(event)));
    },
    keepRaw,
    next: (most) => oldest.all(most) as unknown as WaitingMessage[],
    sent: (upTo) => {
      forget.run(upTo);
    },
    depth,
  };
}
