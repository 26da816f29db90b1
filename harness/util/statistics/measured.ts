/** A time that was seen, or that it was not seen for so long: a value of its own kind, later than every time. */
export type Measured = { readonly ms: number } | { readonly notWithinMs: number };

/** Of a service in a report: null stands for "not while it was watched". */
export const measured = (afterMs: number | null, watchedMs: number): Measured =>
  afterMs === null ? { notWithinMs: watchedMs } : { ms: afterMs };

export const isNever = (value: Measured): value is { readonly notWithinMs: number } => 'notWithinMs' in value;

/** Where a value stands among others: never is behind every time. Good for order and for nothing else. */
export const rankOf = (value: Measured): number => (isNever(value) ? Number.POSITIVE_INFINITY : value.ms);

/**
 * The value that a statistic of such ranks stands for. Of several that never came, the shortest watch is all that can be
 * said of them together.
 */
export function fromRank(rank: number, among: readonly Measured[]): Measured {
  if (Number.isFinite(rank)) return { ms: rank };
  return { notWithinMs: Math.min(...among.filter(isNever).map(({ notWithinMs }) => notWithinMs)) };
}
