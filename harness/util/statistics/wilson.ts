import type { Interval } from './interval.ts';
import { normalQuantile } from './normal.ts';

/**
 * Wilson's interval for a share that was seen as so many successes of so many trials: unlike the plain one it stays
 * between 0 and 1, and does not shrink to nothing when all of a few trials end alike.
 */
export function wilson(successes: number, trials: number, confidence: number): Interval {
  if (!(successes >= 0 && successes <= trials)) throw new RangeError(`${successes} of ${trials} is no share.`);
  if (trials === 0) return { from: 0, to: 1 };
  const z = normalQuantile((1 + confidence) / 2);
  const share = successes / trials;
  const pull = (z * z) / trials;
  const middle = (share + pull / 2) / (1 + pull);
  const half = (z * Math.sqrt((share * (1 - share)) / trials + pull / (4 * trials))) / (1 + pull);
  return {
    from: successes === 0 ? 0 : Math.max(0, middle - half),
    to: successes === trials ? 1 : Math.min(1, middle + half),
  };
}
