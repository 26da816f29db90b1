import type { DatabaseSync } from 'node:sqlite';
import type { ChargePointState } from '../contract/states.ts';

export interface ChargePoint {
  readonly id: string;
  readonly location: string;
  readonly priceCentsPerKwh: number;
}

/** What central has heard of a charge point since it started; what it wrote down survives, this does not. */
interface Presence {
  lastLifeSignAt?: number;
  /** Undefined until the monitor has said how its engine is. */
  engine?: 'well' | { readonly fault: string };
}

export interface KnownChargePoint extends ChargePoint {
  readonly state: ChargePointState;
  readonly fault: string | null;
  /** Milliseconds since the epoch. */
  readonly lastLifeSignAt: number | null;
}

export interface ChargePoints {
  register(point: ChargePoint): void;
  lifeSign(id: string): void;
  fault(id: string, reason: string): void;
  repaired(id: string): void;
  /** `supplying`: whether a session runs there, which the caller knows. */
  find(id: string, supplying: boolean): KnownChargePoint | undefined;
  all(): ChargePoint[];
}

/** A sign each second: with this, one may be late, and a dead monitor shows within 3 s. */
const silentAfterMs = 2500;

export function chargePoints(database: DatabaseSync, now: () => number = Date.now): ChargePoints {
  const insert = database.prepare('INSERT OR REPLACE INTO charge_points VALUES (?, ?, ?)');
  const columns = 'id, location, price_cents_per_kwh AS priceCentsPerKwh';
  const select = database.prepare(`SELECT ${columns} FROM charge_points WHERE id = ?`);
  const selectAll = database.prepare(`SELECT ${columns} FROM charge_points ORDER BY id`);
  const heard = new Map<string, Presence>();
  const presence = (id: string): Presence => {
    const known = heard.get(id) ?? {};
    heard.set(id, known);
    return known;
  };
  const lifeSign = (id: string) => {
    presence(id).lastLifeSignAt = now();
  };
  return {
    register: ({ id, location, priceCentsPerKwh }) => {
      insert.run(id, location, priceCentsPerKwh);
      lifeSign(id);
    },
    lifeSign,
    fault: (id, reason) => {
      presence(id).engine = { fault: reason };
    },
    repaired: (id) => {
      presence(id).engine = 'well';
    },
    find: (id, supplying) => {
      const point = select.get(id) as unknown as ChargePoint | undefined;
      return point && { ...point, ...describe(heard.get(id) ?? {}, supplying, now()) };
    },
    all: () => selectAll.all() as unknown as ChargePoint[],
  };
}

/** The worst that is known decides: who has no life sign says nothing of its engine. */
function describe({ lastLifeSignAt, engine }: Presence, supplying: boolean, now: number) {
  const silent = lastLifeSignAt === undefined || now - lastLifeSignAt > silentAfterMs;
  const fault = typeof engine === 'object' ? engine.fault : null;
  const state: ChargePointState = silent
    ? 'DISCONNECTED'
    : engine !== 'well'
      ? 'BROKEN'
      : supplying
        ? 'SUPPLYING'
        : 'ACTIVATED';
  return { state, fault, lastLifeSignAt: lastLifeSignAt ?? null };
}
