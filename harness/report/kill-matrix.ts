import stored from './kill-matrix.json' with { type: 'json' };

/** Something that is wrong, and what the checks said of it; kept by `npm run mutants -- --write`. */
export interface KilledMutant {
  readonly name: string;
  readonly what: string;
  /** variant: one of the system's own. system: a protection was taken out. history: one fact was changed. */
  readonly kind: string;
  readonly story: string;
  readonly verdict: string;
  /** By check: violated, or inconclusive where it could not tell. */
  readonly by: Readonly<Record<string, string | undefined>>;
}

/** Every mutant of the last whole run of the mutants. */
export const killMatrix: readonly KilledMutant[] = stored.rows;
