const inMs = { ms: 1, s: 1000, min: 60_000 } as const;

/** How a duration is written in a file that people edit: a number, a space, a unit. */
export const durationPattern = /^\d{1,9}(\.\d{1,3})? (ms|s|min)$/;

/** Milliseconds of a duration that fits the pattern, such as `250 ms` or `1.5 s`. */
export function durationMs(text: string): number {
  const [number, unit] = text.split(' ');
  const factor = inMs[unit as keyof typeof inMs];
  if (!durationPattern.test(text) || factor === undefined) throw new RangeError(`"${text}" is no duration.`);
  return Number(number) * factor;
}

/** For a sentence: short ones in milliseconds, since 0.00 s says nothing. */
export const inWords = (ms: number): string => (ms < 100 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`);

/** A time that is beyond a limit, with as many digits as tell it from the limit. */
export function beyondInWords(ms: number, limitMs: number): string {
  const words = inWords(ms);
  return words === inWords(limitMs) ? `${(ms / 1000).toFixed(3)} s` : words;
}
