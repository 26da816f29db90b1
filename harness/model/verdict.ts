/** recovered: every check passed, each on evidence. inconclusive: nobody can tell. violated: something is proven wrong. */
export const verdicts = ['recovered', 'inconclusive', 'violated'] as const;
export type Verdict = (typeof verdicts)[number];

/** The worst one wins. Of nothing at all, nothing can be said. */
export const worst = (several: readonly Verdict[]): Verdict =>
  several.length === 0
    ? 'inconclusive'
    : several.reduce((one, other) => (verdicts.indexOf(other) > verdicts.indexOf(one) ? other : one));
