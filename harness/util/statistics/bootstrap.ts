import type { Interval } from './interval.ts';
import { quantileOfSorted } from './quantile.ts';
import { random } from './random.ts';

export interface BootstrapOptions {
  readonly statistic: (values: readonly number[]) => number;
  /** From 0 to 1, such as 0.95. */
  readonly confidence: number;
  readonly resamples: number;
  /** The same seed gives the same interval. */
  readonly seed: number;
}

/**
 * An interval for a statistic of whatever the values were drawn from: they are drawn again, with repetition, and of the
 * statistics of all these draws the middle part is taken. Percentiles, and not BCa: its correction rests on leaving
 * out one value at a time, which says nothing of a median, and nothing at all beside one that is infinite.
 */
export function bootstrapInterval(values: readonly number[], options: BootstrapOptions): Interval {
  const { statistic, confidence, resamples, seed } = options;
  if (values.length === 0) throw new RangeError('Of no values at all there is no interval.');
  const chance = random(seed);
  const draw = () => values.map(() => values[Math.floor(chance() * values.length)] as number);
  const drawn = Float64Array.from({ length: resamples }, () => statistic(draw())).sort();
  const outside = (1 - confidence) / 2;
  return { from: quantileOfSorted(drawn, outside), to: quantileOfSorted(drawn, 1 - outside) };
}

/**
 * How sure it is, from 0 to 1, that the median of whatever so many values were drawn from lies between the least and
 * the greatest of them. No interval can promise more, however it is made.
 */
export const surenessOfRange = (count: number): number => (count === 0 ? 0 : 1 - 2 * 0.5 ** count);
