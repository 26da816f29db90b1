/** One thing that shows, from outside, that a fault was really there (or was really gone). */
export interface Observation {
  readonly sentence: string;
  readonly holds: boolean;
  readonly lines: readonly number[];
}

/** Everything that was looked for. A fault took effect when there is something, and all of it holds. */
export type Evidence = readonly Observation[];

export const convincing = (evidence: Evidence): boolean => evidence.length > 0 && evidence.every(({ holds }) => holds);
