import type { DatabaseSync } from 'node:sqlite';
import { type Event, eventSchema, keyOf, topicOf } from '../../contract/events.ts';
import { transact } from '../../service/database.ts';

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
  /** The oldest, in order, but for those of some topics. */
  next(most: number, without?: readonly string[]): WaitingMessage[];
  /** Forgets all up to a sequence number, of one topic or of each, since Kafka has them. */
  sent(upTo: number, topic?: string): void;
  /** Keeps for people what Kafka does not take for what it is, so that it waits no more; `also` is in the same transaction. */
  setAside(message: WaitingMessage, why: string, also?: () => void): void;
  /** How many wait for Kafka. */
  depth(): number;
  /** How many have been set aside. */
  asideCount(): number;
}

export class OutboxFull extends Error {
  constructor(depth: number) {
    super(`${depth} events wait for Kafka, and no more can be kept.`);
    this.name = 'OutboxFull';
  }
}

const schema = `
CREATE TABLE IF NOT EXISTS outbox (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS set_aside (
  sequence INTEGER PRIMARY KEY, topic TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
  why TEXT NOT NULL, at INTEGER NOT NULL) STRICT`;

/**
 * Events on disk that Kafka does not have yet. New work is refused at the limit; what follows from work that was
 * accepted may use as much again, so that a promise given can be kept.
 */
export function outbox(database: DatabaseSync, limit: number, onKept: () => void): Outbox {
  database.exec(schema);
  const insert = database.prepare('INSERT INTO outbox (topic, key, value) VALUES (?, ?, ?)');
  const oldest = database.prepare(
    `SELECT sequence, topic, key, value FROM outbox WHERE topic NOT IN (SELECT value FROM json_each(?))
     ORDER BY sequence LIMIT ?`,
  );
  const forget = database.prepare('DELETE FROM outbox WHERE sequence <= ? AND topic = coalesce(?, topic)');
  const forgetOne = database.prepare('DELETE FROM outbox WHERE sequence = ?');
  const aside = database.prepare(
    'INSERT INTO set_aside (sequence, topic, key, value, why, at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const first = database.prepare('SELECT min(sequence) AS sequence FROM outbox');
  const countAside = database.prepare('SELECT count(*) AS number FROM set_aside');
  const countAll = database.prepare('SELECT count(*) AS number FROM outbox');
  const ends = database.prepare(
    `SELECT (SELECT seq FROM sqlite_sequence WHERE name = 'outbox') - (SELECT min(sequence) FROM outbox) + 1 AS span`,
  );
  const span = () => Number(ends.get()?.span ?? 0);
  // Counting them one by one takes 2 ms for 20 000, with each event that is kept. But there are gaps only where one topic
  // waits while others go on, or one message is set aside: a number that was rolled back is given again, and what is
  // forgotten is the oldest.
  let gaps = 0;
  const countGaps = () => {
    gaps = span() - Number(countAll.get()?.number);
  };
  countGaps();
  const depth = () => span() - gaps;
  const keepRaw = (topic: string, key: string, value: string) => {
    const waiting = depth();
    if (waiting >= limit * 2) throw new OutboxFull(waiting);
    insert.run(topic, key, value);
    onKept();
  };
  return {
    keep: (event) => keepRaw(topicOf(event), keyOf(event), JSON.stringify(eventSchema.parse(event))),
    keepRaw,
    next: (most, without = []) => oldest.all(JSON.stringify(without), most) as unknown as WaitingMessage[],
    sent: (upTo, topic) => {
      const from = Number(first.get()?.sequence ?? 0);
      const { changes } = forget.run(upTo, topic ?? null);
      if (gaps > 0 || changes !== upTo - from + 1) countGaps();
    },
    setAside: ({ sequence, topic, key, value }, why, also = () => undefined) => {
      try {
        transact(database, () => {
          aside.run(sequence, topic, key, value, why, Date.now());
          forgetOne.run(sequence);
          also();
        });
      } finally {
        countGaps();
      }
    },
    asideCount: () => Number(countAside.get()?.number),
    depth,
  };
}

/** The first of them, no more than so many bytes, but one at least. */
export function upToBytes(messages: readonly WaitingMessage[], mostBytes: number): WaitingMessage[] {
  let bytes = 0;
  const beyond = messages.findIndex(({ key, value }) => {
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
    return bytes > mostBytes;
  });
  return messages.slice(0, beyond === -1 ? messages.length : Math.max(1, beyond));
}
