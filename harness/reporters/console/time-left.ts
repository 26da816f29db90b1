import { scriptedMs } from '../../engine/vocabulary.ts';
import type { Ended } from '../../suite/campaign.ts';
import type { Planned } from '../../suite/plan.ts';
import { median } from '../../util/statistics/quantile.ts';

/** What a run takes beyond its scripted waiting, as long as none has ended, in milliseconds. */
const usualMs = 8000;

export interface TimeLeftOptions {
  /** What has not begun. */
  readonly left: readonly Planned[];
  /** What runs now, and since when. */
  readonly running: ReadonlyMap<Planned, number>;
  readonly ended: readonly Ended[];
  readonly workers: number;
  readonly now: number;
}

/**
 * How long the rest of a campaign will take, in milliseconds: each run as long as the same one took before, or else its
 * scripted waiting and what the others took beyond theirs. It is a guess, shown as one.
 */
export function timeLeft({ left, running, ended, workers, now }: TimeLeftOptions): number {
  const beyond = ended.map(({ planned, tookMs }) => tookMs - scriptedMs(planned.scenario));
  const usual = beyond.length > 0 ? median(beyond) : usualMs;
  const length = ({ name, variant, scenario }: Planned): number => {
    const same = ended.findLast(({ planned }) => planned.name === name && planned.variant === variant);
    return same?.tookMs ?? scriptedMs(scenario) + usual;
  };
  const begun = [...running].map(([one, since]) => Math.max(0, length(one) - (now - since)));
  const all = [...begun, ...left.map(length)];
  const sum = all.reduce((total, each) => total + each, 0);
  return Math.max(sum / workers, ...all);
}

/** A time for a person: `42 s`, `3 min`. */
export const minutes = (ms: number): string =>
  ms < 100_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
