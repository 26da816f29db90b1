import type { DatabaseSync } from 'node:sqlite';

/** Which charge point this is, and its price, as the monitor says. */
export interface Identity {
  readonly chargePointId: string;
  readonly priceCentsPerKwh: number;
}

export interface KnownIdentity {
  current(): Identity | undefined;
  /** False when this is another charge point: its sessions are on disk here, and they are nobody else's. */
  learn(identity: Identity): boolean;
}

/** Who the monitor said this charge point is, on disk: it is known also while no monitor is there. */
export function knownIdentity(database: DatabaseSync): KnownIdentity {
  const who = database.prepare(
    'SELECT charge_point AS chargePointId, price_cents_per_kwh AS priceCentsPerKwh FROM identity',
  );
  const note = database.prepare('INSERT OR REPLACE INTO identity VALUES (1, ?, ?)');
  const current = () => who.get() as unknown as Identity | undefined;
  return {
    current,
    learn: ({ chargePointId, priceCentsPerKwh }) => {
      const known = current();
      if (known && known.chargePointId !== chargePointId) return false;
      if (known?.priceCentsPerKwh !== priceCentsPerKwh) note.run(chargePointId, priceCentsPerKwh);
      return true;
    },
  };
}
