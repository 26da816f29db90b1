/** Every topic of the system. Each service writes to one and hears what it must know of the others. */
export const topics = {
  driver: 'driver-events',
  chargePoint: 'cp-events',
  central: 'central-events',
  /** What nobody could read, with the reason; kept for a person to look at. */
  deadLetter: 'dead-letter',
} as const;

export type Topic = (typeof topics)[keyof typeof topics];
