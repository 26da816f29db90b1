/** First field of each message from a monitor to central. */
export const toCentral = {
  /** `AUTHENTICATE#id#secret`: the first on each link. */
  authenticate: 'AUTHENTICATE',
  /** `REGISTER#id#location#cents per kWh` */
  register: 'REGISTER',
  /** Each second. */
  alive: 'ALIVE',
  /** `FAULT#reason`: the engine is broken or silent. */
  fault: 'FAULT',
  /** The engine is well (again). */
  repaired: 'REPAIRED',
} as const;

/** First field of each of central's answers to a monitor. */
export const fromCentral = {
  /** The secret is right: the charge point may register. */
  welcome: 'WELCOME',
  registered: 'REGISTERED',
  /** `REFUSED#reason`: central ends the link after it. */
  refused: 'REFUSED',
} as const;

/** First field of each message between a monitor and its engine. */
export const withEngine = {
  /** `IDENTITY#id#cents per kWh`: the monitor tells the engine who it is. */
  identity: 'IDENTITY',
  /** `HEALTH#CENTRAL` or `HEALTH#ALONE`, each second: whether the monitor reaches central. */
  check: 'HEALTH',
  withCentral: 'CENTRAL',
  alone: 'ALONE',
  /** The engine's answers: `OK`, or `KO#reason`. */
  well: 'OK',
  broken: 'KO',
} as const;
