import { normalAbove } from './normal.ts';
import { rankSums } from './rank-sums.ts';
import { type Tie, ties } from './ranks.ts';

/** Whether the values of one group tend to be greater than those of another. */
export interface MannWhitney {
  /** In how many pairs the one's value is greater; pairs that tie count half. */
  readonly u: number;
  /** The same as a share of all pairs, from 0 to 1: the chance that a value of the one is greater. 0.5: no difference. */
  readonly effect: number;
  /** How likely what was seen, or more of it, would be if both groups were drawn from the same. */
  readonly p: {
    readonly twoSided: number;
    /** That the one's values are as great as this. */
    readonly greater: number;
    readonly less: number;
  };
  readonly method: 'exact' | 'normal';
}

/** Up to so many in each group all ways of dealing the values to the groups are counted. */
const exactUpTo = 30;

/**
 * The test of Mann and Whitney. It asks only for order, so a value that is infinite ("never") is as good as any. Ties
 * are counted as they are. Two-sided is twice the smaller side.
 */
export function mannWhitney(one: readonly number[], other: readonly number[]): MannWhitney {
  if (one.length === 0 || other.length === 0) throw new RangeError('To compare, each group needs a value.');
  if ([...one, ...other].some(Number.isNaN)) throw new RangeError('What is not a number has no rank.');
  const ranks = ties(one, other);
  const rankSum = ranks.reduce((sum, { doubledRank, ofOne }) => sum + doubledRank * ofOne, 0);
  const pairs = one.length * other.length;
  const u = rankSum / 2 - (one.length * (one.length + 1)) / 2;
  const exact = one.length <= exactUpTo && other.length <= exactUpTo;
  const { greater, less } = exact ? counted(ranks, rankSum, one.length) : approximated(ranks, u, pairs);
  return {
    u,
    effect: u / pairs,
    p: { twoSided: Math.min(1, 2 * Math.min(greater, less)), greater, less },
    method: exact ? 'exact' : 'normal',
  };
}

interface Sides {
  readonly greater: number;
  readonly less: number;
}

function counted(ranks: readonly Tie[], rankSum: number, size: number): Sides {
  const ways = rankSums(ranks, size);
  const share = (part: Float64Array) => part.reduce((sum, each) => sum + each, 0);
  const all = share(ways);
  return { greater: share(ways.subarray(rankSum)) / all, less: share(ways.subarray(0, rankSum + 1)) / all };
}

/** With the correction for ties, and for counting in steps where the normal distribution has none. */
function approximated(ranks: readonly Tie[], u: number, pairs: number): Sides {
  const total = ranks.reduce((sum, { count }) => sum + count, 0);
  const tied = ranks.reduce((sum, { count }) => sum + count ** 3 - count, 0) / (total * (total - 1));
  const deviation = Math.sqrt((pairs / 12) * (total + 1 - tied));
  if (deviation === 0) return { greater: 1, less: 1 };
  const away = u - pairs / 2;
  return { greater: normalAbove((away - 0.5) / deviation), less: normalAbove((-away - 0.5) / deviation) };
}
