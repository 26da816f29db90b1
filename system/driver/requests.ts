import type { DatabaseSync } from 'node:sqlite';
import type { RequestView } from './page/view.ts';

export type ChargeRequest = RequestView;
export type RequestState = ChargeRequest['state'];
export type NewRequest = Pick<ChargeRequest, 'id' | 'chargePointId' | 'targetWh'>;

/** Power in W, energy in Wh, money in cents. */
export interface Progress {
  readonly powerW: number;
  readonly suppliedWh: number;
  readonly amountCents: number;
}
export type Outcome =
  | {
      readonly state: 'charged';
      readonly suppliedWh: number;
      readonly amountCents: number;
      readonly priceCentsPerKwh: number;
      readonly reason: string;
    }
  | { readonly state: 'denied' | 'cancelled'; readonly reason: string };

/** Whatever is told of a request that has ended, or is not one of ours, changes nothing. */
export interface Requests {
  /** Throws when there is one with this id already. */
  add(request: NewRequest): ChargeRequest;
  find(id: string): ChargeRequest | undefined;
  /** When it ended, in milliseconds since the epoch; null while it is open; undefined when it was never asked. */
  endOf(id: string): number | null | undefined;
  authorise(id: string): void;
  note(id: string, text: string): void;
  /** Supply has begun, or has come so far. It never falls back: of two reports the one with less energy is the older. */
  supply(id: string, progress: Progress): void;
  /** False when it changed nothing. */
  end(id: string, outcome: Outcome): boolean;
  /** The newest first. */
  recent(most: number): ChargeRequest[];
  /** How many there are in each state. */
  count(): Partial<Record<RequestState, number>>;
}

export const schema = `
CREATE TABLE IF NOT EXISTS requests (
  id TEXT PRIMARY KEY, charge_point TEXT NOT NULL, target_wh INTEGER NOT NULL, asked_at INTEGER NOT NULL,
  state TEXT NOT NULL, reason TEXT, power_w INTEGER, supplied_wh INTEGER, amount_cents INTEGER,
  price_cents_per_kwh INTEGER, ended_at INTEGER) STRICT`;

const columns = `id, charge_point AS chargePointId, target_wh AS targetWh, asked_at AS askedAt, state, reason,
  power_w AS powerW, supplied_wh AS suppliedWh, amount_cents AS amountCents, price_cents_per_kwh AS priceCentsPerKwh`;

/** What a driver has asked for and what came of it, on disk. */
export function requests(database: DatabaseSync): Requests {
  const insert = database.prepare(
    `INSERT INTO requests (id, charge_point, target_wh, asked_at, state) VALUES (?, ?, ?, ?, 'asked')
     RETURNING ${columns}`,
  );
  const one = database.prepare(`SELECT ${columns} FROM requests WHERE id = ?`);
  const endedAt = database.prepare('SELECT ended_at AS endedAt FROM requests WHERE id = ?');
  // A state says more than the step before it, so that one is forgotten.
  const allow = database.prepare(
    "UPDATE requests SET state = 'authorised', reason = NULL WHERE id = ? AND state = 'asked'",
  );
  const remark = database.prepare('UPDATE requests SET reason = ? WHERE id = ? AND ended_at IS NULL');
  const advance = database.prepare(
    `UPDATE requests SET reason = iif(state = 'supplying', reason, NULL), state = 'supplying',
       power_w = ?, supplied_wh = ?, amount_cents = ?
     WHERE id = ? AND ended_at IS NULL AND coalesce(supplied_wh, 0) <= ?`,
  );
  const finish = database.prepare(
    `UPDATE requests SET state = ?, reason = ?, power_w = coalesce(?, min(power_w, 0)),
       supplied_wh = coalesce(?, supplied_wh), amount_cents = coalesce(?, amount_cents), price_cents_per_kwh = ?,
       ended_at = ?
     WHERE id = ? AND ended_at IS NULL`,
  );
  // In the order in which they were asked: somebody may set the clock back.
  const latest = database.prepare(`SELECT ${columns} FROM requests ORDER BY rowid DESC LIMIT ?`);
  const byState = database.prepare('SELECT state, count(*) AS requests FROM requests GROUP BY state');
  return {
    add: ({ id, chargePointId, targetWh }) =>
      insert.get(id, chargePointId, targetWh, Date.now()) as unknown as ChargeRequest,
    find: (id) => one.get(id) as unknown as ChargeRequest | undefined,
    endOf: (id) => (endedAt.get(id) as { endedAt: number | null } | undefined)?.endedAt,
    authorise: (id) => {
      allow.run(id);
    },
    note: (id, text) => {
      remark.run(text, id);
    },
    supply: (id, { powerW, suppliedWh, amountCents }) => {
      advance.run(powerW, suppliedWh, amountCents, id, suppliedWh);
    },
    end: (id, outcome) => {
      const { state, reason, ...ticket } = outcome;
      const none = { powerW: null, suppliedWh: null, amountCents: null, priceCentsPerKwh: null };
      const last = state === 'charged' ? { ...none, ...ticket, powerW: 0 } : none;
      const figures = [last.powerW, last.suppliedWh, last.amountCents, last.priceCentsPerKwh];
      return finish.run(state, reason, ...figures, Date.now(), id).changes === 1;
    },
    recent: (most) => latest.all(most) as unknown as ChargeRequest[],
    count: () => Object.fromEntries(byState.all().map(({ state, requests: many }) => [state, many])),
  };
}
