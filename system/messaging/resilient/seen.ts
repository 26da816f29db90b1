import type { DatabaseSync } from 'node:sqlite';

/**
 * What of Kafka a service has taken in: which events, and how far in each partition. A place belongs to a topic's id and
 * not to its name: another topic may come by the same name, and what is there before that place nobody has read.
 */
export interface Seen {
  /** Marks an event; false when it was marked before. Part of the transaction that its effect is in. */
  mark(id: string): boolean;
  /** Remembers where to go on. */
  moveTo(topicId: string, partition: number, offset: number): void;
  places(topicId: string): { partition: number; offset: number }[];
  /** Forgets events older than a time (milliseconds since the epoch). */
  forgetBefore(time: number): void;
}

const schema = `
CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS seen_at ON seen (at);
CREATE TABLE IF NOT EXISTS places (
  topic TEXT, partition INTEGER, next INTEGER NOT NULL, PRIMARY KEY (topic, partition)) STRICT, WITHOUT ROWID;
-- Of an earlier form, by the topic's name. Which topic of that name it meant nobody can tell any more. To read one again
-- costs time and no more, since what was taken in is marked for longer than Kafka keeps it; to pass it over costs records.
DROP TABLE IF EXISTS positions`;

export function seen(database: DatabaseSync): Seen {
  database.exec(schema);
  const insert = database.prepare('INSERT OR IGNORE INTO seen (id, at) VALUES (?, ?)');
  const forget = database.prepare('DELETE FROM seen WHERE at < ?');
  const move = database.prepare('INSERT OR REPLACE INTO places (topic, partition, next) VALUES (?, ?, ?)');
  const all = database.prepare('SELECT partition, next AS offset FROM places WHERE topic = ? ORDER BY partition');
  return {
    mark: (id) => insert.run(id, Date.now()).changes === 1,
    moveTo: (topicId, partition, offset) => {
      move.run(topicId, partition, offset);
    },
    places: (topicId) => all.all(topicId) as unknown as { partition: number; offset: number }[],
    forgetBefore: (time) => {
      forget.run(time);
    },
  };
}
