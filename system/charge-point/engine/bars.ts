import type { DatabaseSync } from 'node:sqlite';

/** What keeps a charge point from work until somebody lifts it: its own fault, or central's word. */
export type Bar = 'fault' | 'stop';

export interface Bars {
  /** Why it is there; undefined: it is not. */
  reason(bar: Bar): string | undefined;
  set(bar: Bar, reason: string): void;
  lift(bar: Bar): void;
}

/** The bars of a charge point, on disk: an engine that starts anew is as broken, and as stopped, as it was. */
export function bars(database: DatabaseSync): Bars {
  const one = database.prepare('SELECT reason FROM bars WHERE kind = ?');
  const put = database.prepare('INSERT OR REPLACE INTO bars VALUES (?, ?)');
  const take = database.prepare('DELETE FROM bars WHERE kind = ?');
  return {
    reason: (bar) => (one.get(bar) as { reason: string } | undefined)?.reason,
    set: (bar, reason) => {
      put.run(bar, reason);
    },
    lift: (bar) => {
      take.run(bar);
    },
  };
}
