/** So much more of something from one moment to another, in milliseconds, and the facts that show it. */
export interface Growth {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
  readonly lines: readonly number[];
}

export interface Rate {
  readonly perSecond: number;
  readonly lines: readonly number[];
}

/** The fastest growth, averaged over the shortest stretches of at least `overMs`; undefined when all together are shorter. */
export function fastest(growths: readonly Growth[], overMs: number): Rate | undefined {
  let best: { readonly perSecond: number; readonly begin: number; readonly end: number } | undefined;
  let [begin, sum] = [0, 0];
  for (const [end, { to, amount }] of growths.entries()) {
    sum += amount;
    for (; to - (growths[begin + 1]?.from ?? to) >= overMs; begin += 1) sum -= growths[begin]?.amount ?? 0;
    const took = to - (growths[begin]?.from ?? to);
    const perSecond = (sum * 1000) / took;
    if (took >= overMs && perSecond > (best?.perSecond ?? -1)) best = { perSecond, begin, end };
  }
  if (!best) return undefined;
  const { perSecond } = best;
  return { perSecond, lines: growths.slice(best.begin, best.end + 1).flatMap(({ lines }) => lines) };
}
