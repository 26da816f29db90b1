/** The middle of the values; of an even number of them the mean of both in the middle. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/**
 * The value below which a share from 0 to 1 of the values lies, read off the straight lines between them. Between a
 * number and an infinite one there is no line: it is then the infinite one, so that "never" is not averaged away.
 */
export function quantile(values: readonly number[], share: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`A share must be from 0 to 1, not ${share}.`);
  return quantileOfSorted(Float64Array.from(values).sort(), share);
}

/** The same of values that are in order already. */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) throw new RangeError('Of no values at all there is no quantile.');
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] as number;
  const above = sorted[Math.ceil(place)] as number;
  if (below === above) return below;
  // Weighed, and not by their distance: that of two huge numbers is infinite.
  const weight = place - Math.floor(place);
  return Number.isFinite(above) && Number.isFinite(below) ? below * (1 - weight) + above * weight : above;
}
