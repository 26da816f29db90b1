/** Values that are alike, and how many there are of each, in order. */
export interface Tie {
  /** Twice the mean of their ranks, which is always whole. */
  readonly doubledRank: number;
  readonly count: number;
  readonly ofOne: number;
}

/** The ranks of two groups taken together, from the least on. */
export function ties(one: readonly number[], other: readonly number[]): Tie[] {
  const all = [...one.map((value) => ({ value, mine: 1 })), ...other.map((value) => ({ value, mine: 0 }))];
  const groups = Map.groupBy(all, ({ value }) => value);
  let before = 0;
  return [...groups]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, members]) => {
      const tie = {
        doubledRank: 2 * before + members.length + 1,
        count: members.length,
        ofOne: members.reduce((sum, { mine }) => sum + mine, 0),
      };
      before += members.length;
      return tie;
    });
}
