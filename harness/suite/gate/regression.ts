import { mannWhitney } from '../../util/statistics/mann-whitney.ts';
import { median } from '../../util/statistics/quantile.ts';
import type { RegressionRule } from './budget.ts';

/** How likely a difference as great as this may be by chance alone, for it to be told. */
export const significance = 0.01;

export interface Regression {
  /** Of the medians, in milliseconds; infinite: never. */
  readonly beforeMs: number;
  readonly nowMs: number;
  readonly p: number;
}

export type Effect = Pick<RegressionRule, 'ratio' | 'floorMs'>;

const rank = (time: number | null): number => time ?? Number.POSITIVE_INFINITY;

/**
 * Whether recovery takes longer than it did: by so much that it matters (the ratio of the medians, and a floor), and by
 * more than chance (Mann and Whitney, exact, one-sided). Times are milliseconds; null is never, longer than every time.
 */
export function regression(
  before: readonly (number | null)[],
  now: readonly (number | null)[],
  { ratio, floorMs }: Effect,
): Regression | null {
  const [beforeMs, nowMs] = [median(before.map(rank)), median(now.map(rank))];
  const matters = beforeMs < nowMs && nowMs >= ratio * beforeMs && nowMs - beforeMs >= floorMs;
  if (!matters) return null;
  const p = mannWhitney(now.map(rank), before.map(rank)).p.greater;
  return p <= significance ? { beforeMs, nowMs, p } : null;
}

/** Whether so few runs could ever show anything: even if each were slower than all of the baseline. */
export function canShow(before: number, now: number): boolean {
  if (before === 0 || now === 0) return false;
  let ways = 1;
  for (let taken = 1; taken <= now; taken += 1) ways = (ways * (before + taken)) / taken;
  return 1 / ways <= significance;
}
