import type { DatabaseSync } from 'node:sqlite';
import type { PointSummary } from '../contract/events.ts';

/** The charge points as central last told of them. */
export interface Points {
  told(points: readonly PointSummary[]): void;
  /** By id. */
  all(): PointSummary[];
}

export const schema = `
CREATE TABLE IF NOT EXISTS points (
  id TEXT PRIMARY KEY, location TEXT NOT NULL, price_cents_per_kwh INTEGER NOT NULL, state TEXT NOT NULL,
  detail TEXT) STRICT`;

/** On disk, so that a driver that was restarted shows something at once, also while central is away. */
export function points(database: DatabaseSync): Points {
  // Central tells of each of them again and again: what is as it was is not written again.
  const keep = database.prepare(
    `INSERT INTO points (id, location, price_cents_per_kwh, state, detail) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET location = excluded.location, price_cents_per_kwh = excluded.price_cents_per_kwh,
       state = excluded.state, detail = excluded.detail
     WHERE (points.location, points.price_cents_per_kwh, points.state, points.detail)
       IS NOT (excluded.location, excluded.price_cents_per_kwh, excluded.state, excluded.detail)`,
  );
  const all = database.prepare(
    'SELECT id, location, price_cents_per_kwh AS priceCentsPerKwh, state, detail FROM points ORDER BY id',
  );
  return {
    told: (some) => {
      for (const { id, location, priceCentsPerKwh, state, detail } of some) {
        keep.run(id, location, priceCentsPerKwh, state, detail);
      }
    },
    all: () => all.all() as unknown as PointSummary[],
  };
}
