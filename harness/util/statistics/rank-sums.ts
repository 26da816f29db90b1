import type { Tie } from './ranks.ts';

/**
 * In how many ways each doubled rank sum comes about when `size` of the ranks are picked, the place being the sum. All
 * picks are counted, ties and all, and none is approximated; the counts are as exact as numbers are (up to 2⁵³ to the
 * unit, beyond that to sixteen digits).
 */
export function rankSums(ranks: readonly Tie[], size: number): Float64Array {
  const greatest = ranks.reduce((sum, { doubledRank, count }) => sum + doubledRank * count, 0);
  const ways = Array.from({ length: size + 1 }, () => new Float64Array(greatest + 1));
  (ways[0] as Float64Array)[0] = 1;
  let before = 0;
  for (const { doubledRank, count } of ranks) {
    // From the most picked down, so that what is added was not added to by the same rank.
    for (let picked = Math.min(size, before + count); picked > 0; picked -= 1) {
      for (let ofThese = 1; ofThese <= Math.min(count, picked); ofThese += 1) {
        add(ways[picked - ofThese] as Float64Array, ways[picked] as Float64Array, {
          by: doubledRank * ofThese,
          times: choose(count, ofThese),
        });
      }
    }
    before += count;
  }
  return ways[size] as Float64Array;
}

function add(from: Float64Array, to: Float64Array, { by, times }: { readonly by: number; readonly times: number }) {
  for (let sum = 0; sum + by < from.length; sum += 1) {
    const ways = from[sum] as number;
    if (ways > 0) to[sum + by] = (to[sum + by] as number) + ways * times;
  }
}

/** In how many ways so many of `count` can be picked. */
function choose(count: number, picked: number): number {
  let ways = 1;
  for (let step = 1; step <= picked; step += 1) ways = (ways * (count - picked + step)) / step;
  return Math.round(ways);
}
