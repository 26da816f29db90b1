/** Central's own tables; those of the messaging layer stand beside them in the same file, so one transaction spans both. */
export const schema = `
CREATE TABLE IF NOT EXISTS charge_points (
  id TEXT PRIMARY KEY, location TEXT NOT NULL, price_cents_per_kwh INTEGER NOT NULL, stopped TEXT) STRICT;
CREATE TABLE IF NOT EXISTS sessions (
  id TEXT PRIMARY KEY, driver TEXT NOT NULL, charge_point TEXT NOT NULL, target_wh INTEGER NOT NULL,
  price_cents_per_kwh INTEGER NOT NULL, state TEXT NOT NULL, asked_at INTEGER NOT NULL,
  power_w INTEGER NOT NULL DEFAULT 0, supplied_wh INTEGER NOT NULL DEFAULT 0, amount_cents INTEGER NOT NULL DEFAULT 0,
  reason TEXT) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS one_session_at_once ON sessions (charge_point)
  WHERE state IN ('authorised', 'supplying');
CREATE INDEX IF NOT EXISTS open_sessions ON sessions (charge_point)
  WHERE state IN ('offered', 'authorised', 'supplying');
CREATE INDEX IF NOT EXISTS latest_sessions ON sessions (asked_at);
CREATE TABLE IF NOT EXISTS tickets (
  session TEXT PRIMARY KEY REFERENCES sessions, driver TEXT NOT NULL, charge_point TEXT NOT NULL,
  supplied_wh INTEGER NOT NULL, price_cents_per_kwh INTEGER NOT NULL, amount_cents INTEGER NOT NULL,
  issued_at INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS latest_tickets ON tickets (issued_at)`;
