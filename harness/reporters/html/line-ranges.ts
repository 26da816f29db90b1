const shownAtMost = 10;

/** Line numbers in few words: `4, 17–40, 88`. What a check rests on can be a hundred thousand lines. */
export function lineRanges(lines: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const line of Uint32Array.from(lines).sort()) {
    const before = ranges.at(-1);
    if (before && line - before.last <= 1) before.last = line;
    else ranges.push({ first: line, last: line });
  }
  const shown = ranges
    .slice(0, shownAtMost)
    .map(({ first, last }) => (first === last ? `${first}` : `${first}–${last}`));
  const rest = ranges.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more ranges` : shown.join(', ');
}
