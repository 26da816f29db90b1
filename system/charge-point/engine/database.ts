/** The engine's own tables; those of the messaging layer stand beside them in the same file, so one transaction spans both. */
export const migrations: readonly string[] = [
  `
CREATE TABLE sessions (
  id TEXT PRIMARY KEY, driver TEXT NOT NULL, target_wh INTEGER NOT NULL, price_cents_per_kwh INTEGER NOT NULL,
  state TEXT NOT NULL, power_w INTEGER NOT NULL DEFAULT 0, supplied_watt_ms INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  -- Its place in the order of all ends; none while it is open, and none if it was refused.
  ended INTEGER UNIQUE) STRICT;
CREATE UNIQUE INDEX one_open_session ON sessions ((1)) WHERE state IN ('accepted', 'supplying');
CREATE TABLE identity (
  only_one INTEGER PRIMARY KEY CHECK (only_one = 1), charge_point TEXT NOT NULL, price_cents_per_kwh INTEGER NOT NULL) STRICT;
CREATE TABLE bars (kind TEXT PRIMARY KEY, reason TEXT NOT NULL) STRICT`,
];
