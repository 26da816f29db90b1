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
  /** Why central has stopped it; null: it has not. */
  readonly stopped: string | null;
  readonly fault: string | null;
  /** Milliseconds since the epoch. */
  readonly lastLifeSignAt: number | null;
}

export interface ChargePoints {
  register(point: ChargePoint): void;
  lifeSign(id: string): void;
  fault(id: string, reason: string): void;
  repaired(id: string): void;
  /** Stops it for a reason, or lets it work again. False when it is so already, or is not known. */
  stop(id: string, reason: string | null): boolean;
  /** `supplying`: whether a session runs there, which the caller knows. */
  find(id: string, supplying: boolean): KnownChargePoint | undefined;
  /** By id. */
  all(supplying: (id: string) => boolean): KnownChargePoint[];
}

type Kept = ChargePoint & { readonly stopped: string | null };

/** A sign each second: with this, one may be late, and a dead monitor shows within 3 s. */
const silentAfterMs = 2500;

export function chargePoints(database: DatabaseSync, now: () => number = Date.now): ChargePoints {
  const insert = database.prepare(`INSERT INTO charge_points (id, location, price_cents_per_kwh) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET location = excluded.location, price_cents_per_kwh = excluded.price_cents_per_kwh`);
  const columns = 'id, location, price_cents_per_kwh AS priceCentsPerKwh, stopped';
  const select = database.prepare(`SELECT ${columns} FROM charge_points WHERE id = ?`);
  const selectAll = database.prepare(`SELECT ${columns} FROM charge_points ORDER BY id`);
  const stop = database.prepare(
    'UPDATE charge_points SET stopped = ? WHERE id = ? AND (stopped IS NULL) <> (? IS NULL)',
  );
  const heard = new Map<string, Presence>();
  const presence = (id: string): Presence => {
    const known = heard.get(id) ?? {};
    heard.set(id, known);
    return known;
  };
  const lifeSign = (id: string) => {
    presence(id).lastLifeSignAt = now();
  };
  const known = (point: Kept, supplying: boolean): KnownChargePoint => ({
    ...point,
    ...describe(heard.get(point.id) ?? {}, point.stopped !== null, supplying, now()),
  });
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
    stop: (id, reason) => stop.run(reason, id, reason).changes === 1,
    find: (id, supplying) => {
      const point = select.get(id) as unknown as Kept | undefined;
      return point && known(point, supplying);
    },
    all: (supplying) => (selectAll.all() as unknown as Kept[]).map((point) => known(point, supplying(point.id))),
  };
}

/** The worst that is known decides: who has no life sign says nothing of its engine. */
function describe({ lastLifeSignAt, engine }: Presence, stopped: boolean, supplying: boolean, now: number) {
  const silent = lastLifeSignAt === undefined || now - lastLifeSignAt > silentAfterMs;
  const fault = typeof engine === 'object' ? engine.fault : null;
  const working: ChargePointState = stopped ? 'OUT_OF_ORDER' : supplying ? 'SUPPLYING' : 'ACTIVATED';
  const state: ChargePointState = silent ? 'DISCONNECTED' : engine !== 'well' ? 'BROKEN' : working;
  return { state, fault, lastLifeSignAt: lastLifeSignAt ?? null };
}
