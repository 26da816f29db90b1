import type { DatabaseSync } from 'node:sqlite';

/** offered, authorised and supplying are open; the others are ends. */
export type SessionState = 'offered' | 'authorised' | 'supplying' | 'charged' | 'denied' | 'cancelled';

export interface Session {
  readonly id: string;
  readonly driverId: string;
  readonly chargePointId: string;
  readonly targetWh: number;
  readonly priceCentsPerKwh: number;
  readonly state: SessionState;
  readonly askedAt: number;
  readonly powerW: number;
  readonly suppliedWh: number;
  readonly amountCents: number;
  readonly reason: string | null;
}

export type NewSession = Pick<
  Session,
  'id' | 'driverId' | 'chargePointId' | 'targetWh' | 'priceCentsPerKwh' | 'state'
> &
  Partial<Pick<Session, 'reason'>>;

export interface Ticket {
  readonly session: string;
  readonly driverId: string;
  readonly chargePointId: string;
  readonly suppliedWh: number;
  readonly priceCentsPerKwh: number;
  readonly amountCents: number;
  readonly issuedAt: number;
}

export interface Sessions {
  begin(session: NewSession): void;
  find(id: string): Session | undefined;
  /** The one that holds the charge point, if one does: rather one that runs than one that was only offered. */
  openAt(chargePointId: string): Session | undefined;
  /** All that are open, the oldest first. */
  open(): Session[];
  /** How many there are in each state. */
  count(): Record<string, number>;
  /** All that were offered and not answered. */
  offered(): Session[];
  move(id: string, state: SessionState, reason?: string): void;
  progress(id: string, figures: Pick<Session, 'powerW' | 'suppliedWh' | 'amountCents'>): void;
  issue(ticket: Ticket): void;
  recent(most: number): Session[];
  tickets(most: number): Ticket[];
}

const columns = `id, driver AS driverId, charge_point AS chargePointId, target_wh AS targetWh,
  price_cents_per_kwh AS priceCentsPerKwh, state, asked_at AS askedAt, power_w AS powerW, supplied_wh AS suppliedWh,
  amount_cents AS amountCents, reason`;
const ticketColumns = `session, driver AS driverId, charge_point AS chargePointId, supplied_wh AS suppliedWh,
  price_cents_per_kwh AS priceCentsPerKwh, amount_cents AS amountCents, issued_at AS issuedAt`;

/** Sessions and tickets on disk; that one charge point supplies one session at once is the database's own rule. */
export function sessions(database: DatabaseSync): Sessions {
  const insert = database.prepare(`INSERT INTO sessions
    (id, driver, charge_point, target_wh, price_cents_per_kwh, state, asked_at, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const one = database.prepare(`SELECT ${columns} FROM sessions WHERE id = ?`);
  const isOpen = "state IN ('offered', 'authorised', 'supplying')";
  const openAt = database.prepare(
    `SELECT ${columns} FROM sessions WHERE charge_point = ? AND ${isOpen} ORDER BY state = 'offered' LIMIT 1`,
  );
  const open = database.prepare(`SELECT ${columns} FROM sessions WHERE ${isOpen} ORDER BY asked_at, id`);
  const counted = database.prepare('SELECT state, count(*) AS number FROM sessions GROUP BY state');
  const waiting = database.prepare(`SELECT ${columns} FROM sessions WHERE state = 'offered'`);
  const change = database.prepare('UPDATE sessions SET state = ?, reason = coalesce(?, reason) WHERE id = ?');
  const figures = database.prepare(
    'UPDATE sessions SET power_w = ?, supplied_wh = ?, amount_cents = ? WHERE id = ? AND supplied_wh <= ?',
  );
  const ticket = database.prepare('INSERT INTO tickets VALUES (?, ?, ?, ?, ?, ?, ?)');
  const latest = database.prepare(`SELECT ${columns} FROM sessions ORDER BY asked_at DESC LIMIT ?`);
  const latestTickets = database.prepare(`SELECT ${ticketColumns} FROM tickets ORDER BY issued_at DESC LIMIT ?`);
  return {
    begin: ({ id, driverId, chargePointId, targetWh, priceCentsPerKwh, state, reason = null }) => {
      insert.run(id, driverId, chargePointId, targetWh, priceCentsPerKwh, state, Date.now(), reason);
    },
    find: (id) => one.get(id) as unknown as Session | undefined,
    openAt: (chargePointId) => openAt.get(chargePointId) as unknown as Session | undefined,
    open: () => open.all() as unknown as Session[],
    count: () => Object.fromEntries(counted.all().map(({ state, number }) => [String(state), Number(number)])),
    offered: () => waiting.all() as unknown as Session[],
    move: (id, state, reason) => {
      change.run(state, reason ?? null, id);
    },
    progress: (id, { powerW, suppliedWh, amountCents }) => {
      figures.run(powerW, suppliedWh, amountCents, id, suppliedWh);
    },
    issue: ({ session, driverId, chargePointId, suppliedWh, priceCentsPerKwh, amountCents, issuedAt }) => {
      ticket.run(session, driverId, chargePointId, suppliedWh, priceCentsPerKwh, amountCents, issuedAt);
    },
    recent: (most) => latest.all(most) as unknown as Session[],
    tickets: (most) => latestTickets.all(most) as unknown as Ticket[],
  };
}
