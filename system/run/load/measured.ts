/** What central was at a moment. Times in milliseconds since the epoch. */
export interface Sample {
  readonly at: number;
  readonly residentBytes: number;
  /** Processor time so far, in milliseconds. */
  readonly cpuMs: number;
  /** Events that wait for Kafka in central, and in the fleet. */
  readonly outboxDepth: number;
  readonly fleetDepth: number;
}

/** A report of an engine, and when the panel showed it or a later one of the same session. */
export interface Shown {
  readonly reportedAt: number;
  readonly shownAt: number;
}

/** A charge point that did not supply when it should have. */
export interface Idle {
  readonly id: string;
  readonly state: string;
  readonly at: number;
}

/** All that one run has seen; whatever is said of it follows from this alone. */
export interface Measured {
  readonly chargePoints: number;
  /** The time that counts: all supply, all report. */
  readonly from: number;
  readonly until: number;
  /** Reports that were made in that time. */
  readonly reports: number;
  readonly shown: readonly Shown[];
  readonly idle: readonly Idle[];
  readonly samples: readonly Sample[];
  /** Events that central took in that time, by its own database. */
  readonly taken: number;
  /** How often the panel was told something. */
  readonly views: number;
  /** Sessions whose ticket is missing, or is not for what was supplied; with the reason. */
  readonly wrongTickets: readonly string[];
  readonly tickets: number;
  /** How late this process itself was at its worst, in milliseconds: so much of each delay may be its own. */
  readonly ownDelayMs: number;
}
