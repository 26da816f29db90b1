import type { DatabaseSync } from 'node:sqlite';

/** asked until central has said something; the last three are ends. */
export type RequestState = 'asked' | 'authorised' | 'charged' | 'denied' | 'cancelled';

export interface ChargeRequest {
  readonly id: string;
  readonly chargePointId: string;
  readonly targetWh: number;
  readonly askedAt: number;
  readonly state: RequestState;
  /** Why it was denied or cancelled. */
  readonly reason: string | null;
  /** What the ticket says. */
  readonly suppliedWh: number | null;
  readonly amountCents: number | null;
}

export type NewRequest = Pick<ChargeRequest, 'id' | 'chargePointId' | 'targetWh'>;
export type Outcome =
  | { readonly state: 'charged'; readonly suppliedWh: number; readonly amountCents: number }
  | { readonly state: 'denied' | 'cancelled'; readonly reason: string };

export interface Requests {
  /** False when there is one with this id already: whoever asks twice asks once. */
  add(request: NewRequest): boolean;
  find(id: string): ChargeRequest | undefined;
  authorise(id: string): void;
  /** False when it has ended before, or is not one of ours. */
  end(id: string, outcome: Outcome): boolean;
  recent(most: number): ChargeRequest[];
}

export const schema = `
CREATE TABLE IF NOT EXISTS requests (
  id TEXT PRIMARY KEY, charge_point TEXT NOT NULL, target_wh INTEGER NOT NULL, asked_at INTEGER NOT NULL,
  state TEXT NOT NULL, reason TEXT, supplied_wh INTEGER, amount_cents INTEGER) STRICT`;

const columns = `id, charge_point AS chargePointId, target_wh AS targetWh, asked_at AS askedAt, state, reason,
  supplied_wh AS suppliedWh, amount_cents AS amountCents`;

/** What a driver has asked for and what came of it, on disk. */
export function requests(database: DatabaseSync): Requests {
  const insert = database.prepare(
    "INSERT OR IGNORE INTO requests (id, charge_point, target_wh, asked_at, state) VALUES (?, ?, ?, ?, 'asked')",
  );
  const one = database.prepare(`SELECT ${columns} FROM requests WHERE id = ?`);
  const advance = database.prepare("UPDATE requests SET state = 'authorised' WHERE id = ? AND state = 'asked'");
  const finish = database.prepare(
    `UPDATE requests SET state = ?, reason = ?, supplied_wh = ?, amount_cents = ?
     WHERE id = ? AND state IN ('asked', 'authorised')`,
  );
  const latest = database.prepare(`SELECT ${columns} FROM requests ORDER BY asked_at DESC, id DESC LIMIT ?`);
  return {
    add: ({ id, chargePointId, targetWh }) => insert.run(id, chargePointId, targetWh, Date.now()).changes === 1,
    find: (id) => one.get(id) as unknown as ChargeRequest | undefined,
    authorise: (id) => {
      advance.run(id);
    },
    end: (id, outcome) => {
      const { reason, suppliedWh, amountCents } = { reason: null, suppliedWh: null, amountCents: null, ...outcome };
      return finish.run(outcome.state, reason, suppliedWh, amountCents, id).changes === 1;
    },
    recent: (most) => latest.all(most) as unknown as ChargeRequest[],
  };
}
