import { bootstrapInterval } from './bootstrap.ts';
import type { Interval } from './interval.ts';
import { fromRank, type Measured, rankOf } from './measured.ts';
import { median } from './quantile.ts';

const resamples = 2000;
const seed = 1;

/** The middle of several measures. Where it lies among those that never came, or between them and a time, it is never. */
export const medianMeasured = (values: readonly Measured[]): Measured => fromRank(median(values.map(rankOf)), values);

/** A bootstrap interval for that middle, whose ends may be never; null: of fewer than two values there is none. */
export function medianInterval(values: readonly Measured[], confidence: number): Interval<Measured> | null {
  if (values.length < 2) return null;
  const { from, to } = bootstrapInterval(values.map(rankOf), { statistic: median, confidence, resamples, seed });
  return { from: fromRank(from, values), to: fromRank(to, values) };
}
