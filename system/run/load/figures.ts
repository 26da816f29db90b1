/** The value that so many percent are not above (nearest rank); undefined when there are none. */
export function percentile(sorted: readonly number[], percent: number): number | undefined {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
}

export const ascending = (values: readonly number[]): number[] => [...values].sort((one, other) => one - other);

export interface Point {
  readonly at: number;
  readonly value: number;
}

/** By how much the value grows for each unit of time, as the line through the points that fits them best. */
export function slope(points: readonly Point[]): number {
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const at = mean(points.map((point) => point.at));
  const value = mean(points.map((point) => point.value));
  const spread = points.reduce((sum, point) => sum + (point.at - at) ** 2, 0);
  const together = points.reduce((sum, point) => sum + (point.at - at) * (point.value - value), 0);
  return spread === 0 ? 0 : together / spread;
}

export const secondHalf = <Item>(items: readonly Item[]): Item[] => items.slice(Math.floor(items.length / 2));
