/** What a gate runs and what it allows: resilience.budget.yaml, read and found to be well formed. */
export interface Budget {
  /** As it was named. */
  readonly file: string;
  /** undefined: of each system the newest. */
  readonly variant: string | undefined;
  readonly scenarios: readonly Choice[];
  readonly limits: readonly Limits[];
  readonly regressions: RegressionRule;
  readonly quarantine: readonly Quarantine[];
}

/** Where in the budget's file something stands, both from 1 on. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Scenarios that are run: by name, by a pattern of names, or by a tag. */
export interface Choice {
  readonly name?: string;
  readonly tag?: string;
  readonly repeats: number;
  readonly place: Place;
}

export const stages = ['tcp', 'metadata', 'joined', 'fetched', 'effect', 'caughtUp'] as const;
/** recovery: from the heal of its own way until a service sends and hears. A stage: from the beginning of the heal. */
export const measures = ['recovery', ...stages] as const;
export type Measure = (typeof measures)[number];

export interface Limit {
  readonly warnMs?: number;
  readonly failMs?: number;
  readonly place: Place;
}

/** Limits of some services in some scenarios. */
export interface Limits {
  /** A name or a pattern; undefined: all. */
  readonly scenario: string | undefined;
  readonly service: string | undefined;
  readonly of: Readonly<Partial<Record<Measure, Limit>>>;
  readonly place: Place;
}

/** What counts as slower than the baseline. */
export interface RegressionRule {
  /** How many runs a new baseline has. */
  readonly runs: number;
  /** The least ratio of the medians. */
  readonly ratio: number;
  /** The least difference of the medians, in milliseconds: below it nothing is a regression. */
  readonly floorMs: number;
  readonly level: 'warn' | 'fail';
}

/** Somebody answers for a scenario that fails, until a day. */
export interface Quarantine {
  readonly scenario: string;
  readonly owner: string;
  readonly reason: string;
  /** ISO 8601; from the beginning of this day (UTC) on it protects no more. */
  readonly until: string;
  readonly place: Place;
}
