/** The value that so many percent are not above (nearest rank); undefined when there are none. */
export function percentile(sorted: readonly number[], percent: number): number | undefined {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
}

export const ascending = (values: readonly number[]): number[] => [...values].sort((one, other) => one - other);

export interface Point {
  readonly at: number;
  readonly value: number;
}

export const secondHalf = <Item>(items: readonly Item[]): Item[] => items.slice(Math.floor(items.length / 2));
