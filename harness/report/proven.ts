import stored from './proven.json' with { type: 'json' };

/**
 * How the checks were proven able to fail: systems and histories that were broken on purpose, mutants, were judged by
 * them. Which these were is no matter of the system that a report is about; docs/kill-matrix.md names each.
 */
export interface Proven {
  readonly mutants: number;
  /** How many of them were called recovered. */
  readonly recovered: number;
  /** By check: to how many it said violated or inconclusive. */
  readonly killedBy: Readonly<Record<string, number>>;
}

/** Kept by `npm run mutants -- --write`. */
export const proven: Proven = stored;
