const shownAtMost = 10;

/** Each line once, in order. What a check rests on can be a hundred thousand lines. */
export const distinct = (lines: readonly number[]): Uint32Array =>
  new Uint32Array(lines).sort().filter((line, index, sorted) => index === 0 || line !== sorted[index - 1]);

/** Line numbers, each once and in order, in few words: `4, 17–40, 88`. */
export function lineRanges(lines: Uint32Array): string {
  const shown: string[] = [];
  let rest = 0;
  for (let from = 0, to = 0; from < lines.length; from = to) {
    for (to = from + 1; to < lines.length && lines[to] === (lines[to - 1] ?? 0) + 1; ) to += 1;
    const [first, last] = [lines[from], lines[to - 1]];
    if (shown.length < shownAtMost) shown.push(first === last ? `${first}` : `${first}–${last}`);
    else rest += 1;
  }
  return rest > 0 ? `${shown.join(', ')} and ${rest} more ranges` : shown.join(', ');
}
