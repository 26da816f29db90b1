import type { Interval } from '../../util/statistics/interval.ts';
import { isNever, type Measured } from '../../util/statistics/measured.ts';
import type { Count, Difference, GroupSummary } from './model.ts';

const significant = 0.05;

/** A number and its unit stay in one line. */
const secondsOf = (ms: number): string => `${(ms / 1000).toFixed(2)}\u00a0s`;

/** A number and the right form of its noun. */
export const many = (count: number, one: string, several = `${one}s`): string =>
  `${count} ${count === 1 ? one : several}`;

const listed = 4;

/** Names in a sentence, and of too many how many more there are. */
export function list(names: readonly string[]): string {
  const more = names.length - listed;
  const shown = more > 0 ? [...names.slice(0, listed), `${more} more`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** A time, or that it never came: never the time that was waited. */
export const measuredWords = (value: Measured): string =>
  isNever(value) ? `not within ${secondsOf(value.notWithinMs)}` : secondsOf(value.ms);

export function intervalWords(interval: Interval<Measured> | null): string {
  if (interval === null) return 'unknown from one run';
  const { from, to } = interval;
  const [least, most] = [measuredWords(from), measuredWords(to)];
  return least === most ? least : `${least} to ${isNever(to) ? 'never' : most}`;
}

export const recoveredWords = ({ recovered, inconclusive }: GroupSummary): string =>
  `${recovered.count} of ${recovered.of}${inconclusive > 0 ? ` (${inconclusive} inconclusive)` : ''}`;

/** A share's interval in whole percents. */
export const shareWords = ({ from, to }: Interval): string => `${Math.round(from * 100)} to ${Math.round(to * 100)} %`;

/** Such as "83 in 1 run"; what runs cannot tell is not called none. */
export function countWords({ count, inRuns, untold }: Count, runs: number): string {
  if (untold === runs) return 'nobody can tell';
  const told = count === 0 ? '0' : `${count} in ${many(inRuns, 'run')}`;
  return untold > 0 ? `${told}; ${many(untold, 'run')} cannot tell` : told;
}

/** What may be said of a difference, and no more. A p and its number stay in one line. */
export function differenceWords({ longerInShare, p, leastP, against }: Difference): string {
  if (leastP > significant) return `too few runs to compare with ${against}`;
  if (p > significant) return `no difference from ${against} is shown (${pWords(p)})`;
  const [word, share] = longerInShare < 0.5 ? ['sooner', 1 - longerInShare] : ['later', longerInShare];
  return `${word} than ${against} in ${Math.round(share * 100)} % of pairs (${pWords(p)})`;
}

const pWords = (p: number): string =>
  p < 0.001 ? 'p\u00a0<\u00a00.001' : `p\u00a0=\u00a0${p.toFixed(p < 0.1 ? 3 : 2)}`;
