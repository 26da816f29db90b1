/** One run that a gate is to make. */
export interface GatePlanned {
  readonly scenario: string;
  /** From 1 on. */
  readonly repeat: number;
  readonly control: boolean;
}

export interface Shard {
  /** From 1 on. */
  readonly index: number;
  readonly of: number;
}

/** Tells one run of a plan from the others. */
export const runKey = ({ scenario, repeat }: Pick<GatePlanned, 'scenario' | 'repeat'>): string =>
  `${scenario} ${repeat}`;

/**
 * Deals the runs to parts, the longest first, each to the part that has least to do (Graham, 1969): no part is then
 * longer than the mean by more than one run. The same plan and lengths give the same parts on every machine.
 */
export function shards<Run extends GatePlanned>(
  planned: readonly Run[],
  parts: number,
  lengthMs: (run: Run) => number,
): Run[][] {
  const dealt = Array.from({ length: parts }, () => ({ sum: 0, runs: [] as Run[] }));
  const longestFirst = planned
    .map((run, place) => ({ run, place, length: lengthMs(run) }))
    .sort((one, other) => other.length - one.length || one.place - other.place);
  for (const { run, length } of longestFirst) {
    const least = dealt.reduce((one, other) => (other.sum < one.sum ? other : one));
    least.sum += length;
    least.runs.push(run);
  }
  return dealt.map(({ runs }) => runs);
}
