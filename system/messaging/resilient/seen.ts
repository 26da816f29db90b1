import type { DatabaseSync } from 'node:sqlite';

/** What of Kafka a service has taken in: which events, and how far in each partition. */
export interface Seen {
  /** Marks an event; false when it was marked before. Part of the transaction that its effect is in. */
  mark(id: string): boolean;
  /** Remembers where to go on, for the cluster that the records are of. */
  moveTo(clusterId: string, topic: string, partition: number, offset: number): void;
  positions(clusterId: string): { topic: string; partition: number; offset: number }[];
  /** Forgets events older than a time (milliseconds since the epoch). */
  forgetBefore(time: number): void;
}

const schema = `
CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS seen_at ON seen (at);
CREATE TABLE IF NOT EXISTS positions (
  cluster TEXT, topic TEXT, partition INTEGER, next INTEGER NOT NULL, PRIMARY KEY (cluster, topic, partition)) STRICT`;

export function seen(database: DatabaseSync): Seen {
  database.exec(schema);
  const insert = database.prepare('INSERT OR IGNORE INTO seen (id, at) VALUES (?, ?)');
  const forget = database.prepare('DELETE FROM seen WHERE at < ?');
  const move = database.prepare(
    'INSERT OR REPLACE INTO positions (cluster, topic, partition, next) VALUES (?, ?, ?, ?)',
  );
  const all = database.prepare('SELECT topic, partition, next AS offset FROM positions WHERE cluster = ?');
  return {
    mark: (id) => insert.run(id, Date.now()).changes === 1,
    moveTo: (clusterId, topic, partition, offset) => {
      move.run(clusterId, topic, partition, offset);
    },
    positions: (clusterId) => all.all(clusterId) as unknown as { topic: string; partition: number; offset: number }[],
    forgetBefore: (time) => {
      forget.run(time);
    },
  };
}
