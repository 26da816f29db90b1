import type { DatabaseSync } from 'node:sqlite';

/** accepted and supplying are open; the others are ends. */
export type EngineSessionState = 'accepted' | 'supplying' | 'ended' | 'refused' | 'expired';

export interface EngineSession {
  readonly id: string;
  readonly driverId: string;
  readonly targetWh: number;
  readonly priceCentsPerKwh: number;
  readonly state: EngineSessionState;
  readonly powerW: number;
  readonly suppliedWattMs: number;
  /** Why it was refused, expired or ended. */
  readonly reason: string | null;
}

export interface EngineSessions {
  add(session: Omit<EngineSession, 'powerW' | 'suppliedWattMs'>): EngineSession;
  find(id: string): EngineSession | undefined;
  open(): EngineSession | undefined;
  /** The one that ended last; one that was refused was none of this charge point's. */
  last(): EngineSession | undefined;
  /** How many there are in each state. */
  count(): Record<string, number>;
  begin(id: string, powerW: number): void;
  meter(id: string, suppliedWattMs: number): void;
  end(id: string, state: 'ended' | 'expired', reason: string): void;
}

const columns = `id, driver AS driverId, target_wh AS targetWh, price_cents_per_kwh AS priceCentsPerKwh, state,
  power_w AS powerW, supplied_watt_ms AS suppliedWattMs, reason`;

/** The engine's sessions and what they were supplied, on disk; that at most one is open is the database's own rule. */
export function engineSessions(database: DatabaseSync): EngineSessions {
  const insert = database.prepare(
    'INSERT INTO sessions (id, driver, target_wh, price_cents_per_kwh, state, reason) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const one = database.prepare(`SELECT ${columns} FROM sessions WHERE id = ?`);
  const opened = database.prepare(`SELECT ${columns} FROM sessions WHERE state IN ('accepted', 'supplying')`);
  const latest = database.prepare(`SELECT ${columns} FROM sessions WHERE ended = (SELECT max(ended) FROM sessions)`);
  const counted = database.prepare('SELECT state, count(*) AS number FROM sessions GROUP BY state');
  const supply = database.prepare("UPDATE sessions SET state = 'supplying', power_w = ? WHERE id = ?");
  const energy = database.prepare('UPDATE sessions SET supplied_watt_ms = ? WHERE id = ?');
  const close = database.prepare(`UPDATE sessions SET state = ?, reason = ?,
    ended = (SELECT coalesce(max(ended), 0) + 1 FROM sessions) WHERE id = ?`);
  return {
    add: (session) => {
      const { id, driverId, targetWh, priceCentsPerKwh, state, reason } = session;
      insert.run(id, driverId, targetWh, priceCentsPerKwh, state, reason);
      return { ...session, powerW: 0, suppliedWattMs: 0 };
    },
    find: (id) => one.get(id) as unknown as EngineSession | undefined,
    open: () => opened.get() as unknown as EngineSession | undefined,
    last: () => latest.get() as unknown as EngineSession | undefined,
    count: () => Object.fromEntries(counted.all().map(({ state, number }) => [String(state), Number(number)])),
    begin: (id, powerW) => {
      supply.run(powerW, id);
    },
    meter: (id, suppliedWattMs) => {
      energy.run(suppliedWattMs, id);
    },
    end: (id, state, reason) => {
      close.run(state, reason, id);
    },
  };
}
