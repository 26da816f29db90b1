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
  add(session: Omit<EngineSession, 'powerW' | 'suppliedWattMs'>): void;
  find(id: string): EngineSession | undefined;
  open(): EngineSession | undefined;
  move(id: string, state: EngineSessionState, reason?: string): void;
  supply(id: string, powerW: number, suppliedWattMs: number): void;
  /** Who the monitor said this charge point is, so that it is known also while no monitor is there. */
  identity(): Identity | undefined;
  remember(identity: Identity): void;
}

export interface Identity {
  readonly chargePointId: string;
  readonly priceCentsPerKwh: number;
}

export const schema = `
CREATE TABLE IF NOT EXISTS sessions (
  id TEXT PRIMARY KEY, driver TEXT NOT NULL, target_wh INTEGER NOT NULL, price_cents_per_kwh INTEGER NOT NULL,
  state TEXT NOT NULL, power_w INTEGER NOT NULL DEFAULT 0, supplied_watt_ms INTEGER NOT NULL DEFAULT 0,
  reason TEXT) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS one_open_session ON sessions ((1)) WHERE state IN ('accepted', 'supplying');
CREATE TABLE IF NOT EXISTS identity (
  only_one INTEGER PRIMARY KEY CHECK (only_one = 1), charge_point TEXT NOT NULL, price_cents_per_kwh INTEGER NOT NULL) STRICT`;

const columns = `id, driver AS driverId, target_wh AS targetWh, price_cents_per_kwh AS priceCentsPerKwh, state,
  power_w AS powerW, supplied_watt_ms AS suppliedWattMs, reason`;

/** The engine's sessions and what they were supplied, on disk; that at most one is open is the database's own rule. */
export function engineSessions(database: DatabaseSync): EngineSessions {
  const insert = database.prepare(
    'INSERT INTO sessions (id, driver, target_wh, price_cents_per_kwh, state, reason) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const one = database.prepare(`SELECT ${columns} FROM sessions WHERE id = ?`);
  const opened = database.prepare(`SELECT ${columns} FROM sessions WHERE state IN ('accepted', 'supplying')`);
  const change = database.prepare('UPDATE sessions SET state = ?, reason = coalesce(?, reason) WHERE id = ?');
  const meter = database.prepare('UPDATE sessions SET power_w = ?, supplied_watt_ms = ? WHERE id = ?');
  const who = database.prepare(
    'SELECT charge_point AS chargePointId, price_cents_per_kwh AS priceCentsPerKwh FROM identity',
  );
  const note = database.prepare('INSERT OR REPLACE INTO identity VALUES (1, ?, ?)');
  return {
    add: ({ id, driverId, targetWh, priceCentsPerKwh, state, reason }) => {
      insert.run(id, driverId, targetWh, priceCentsPerKwh, state, reason);
    },
    find: (id) => one.get(id) as unknown as EngineSession | undefined,
    open: () => opened.get() as unknown as EngineSession | undefined,
    move: (id, state, reason) => {
      change.run(state, reason ?? null, id);
    },
    supply: (id, powerW, suppliedWattMs) => {
      meter.run(powerW, suppliedWattMs, id);
    },
    identity: () => who.get() as unknown as Identity | undefined,
    remember: ({ chargePointId, priceCentsPerKwh }) => {
      note.run(chargePointId, priceCentsPerKwh);
    },
  };
}
