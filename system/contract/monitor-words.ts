/** First field of each message from a monitor to central. */
export const toCentral = {
  /** `REGISTER#id#location#cents per kWh` */
  register: 'REGISTER',
  /** Each second. */
  alive: 'ALIVE',
  /** `FAULT#reason`: the engine is broken or silent. */
  fault: 'FAULT',
  /** The engine is well (again). */
  repaired: 'REPAIRED',
} as const;

/** First field of each message between a monitor and its engine. */
export const withEngine = {
  /** `IDENTITY#id#cents per kWh`: the monitor tells the engine who it is. */
  identity: 'IDENTITY',
  /** Each second. */
  check: 'HEALTH',
  /** The engine's answers: `OK`, or `KO#reason`. */
  well: 'OK',
  broken: 'KO',
} as const;
