import type { Recorder } from '../model/recorder.ts';
import type { Attempt } from '../util/connection.ts';

/** An attempt, and when it began and ended. */
export interface Met extends Attempt {
  readonly first: number;
  readonly last: number;
}

export type Take = (met: Met) => void;

export interface Fold {
  readonly take: Take;
  /** Writes what has not been written yet. */
  flush(): void;
}

/** Equal attempts are one fact, but no longer than this, so that a history that was cut short tells nearly all. */
const foldForMs = 1000;

interface Several extends Attempt {
  readonly first: number;
  last: number;
  count: number;
  quickestMs: number;
  slowestMs: number;
}

/** Writes what was met on a route. The first attempt with another outcome is written at once, equal ones together. */
export function foldTo(route: string, recorder: Recorder): Fold {
  let fold: Several | undefined;
  let current: Attempt | undefined;

  const write = ({ outcome, detail, cluster, first, last, count, ...times }: Several) => {
    const [quickestMs, slowestMs] = [rounded(times.quickestMs), rounded(times.slowestMs)];
    const more = { ...(detail ? { detail } : {}), ...(cluster ? { cluster } : {}) };
    recorder.record({ kind: 'probe', route, outcome, ...more, first, last, count, quickestMs, slowestMs });
  };
  const flush = () => {
    if (fold) write(fold);
    fold = undefined;
  };
  const take: Take = ({ first, last, ...met }) => {
    const tookMs = last - first;
    if (met.outcome !== current?.outcome || met.detail !== current.detail || met.cluster !== current.cluster) {
      flush();
      current = met;
      write({ ...met, first, last, count: 1, quickestMs: tookMs, slowestMs: tookMs });
      return;
    }
    fold ??= { ...met, first, last, count: 0, quickestMs: tookMs, slowestMs: tookMs };
    fold.last = last;
    fold.count += 1;
    fold.quickestMs = Math.min(fold.quickestMs, tookMs);
    fold.slowestMs = Math.max(fold.slowestMs, tookMs);
    if (last - fold.first >= foldForMs) flush();
  };
  return { take, flush };
}

/**
 * What several ways together meet. They answer when the last attempt on each of them was answered, which is known from
 * the beginning of the oldest of these to the end of the latest; each attempt that failed is one of theirs.
 */
export function worstOf(ways: number, take: Take): (way: number, met: Met) => void {
  const latest: (Met | undefined)[] = Array.from({ length: ways });
  return (way, met) => {
    latest[way] = met;
    if (met.outcome !== 'answers') return take(met);
    const answers = latest.flatMap((one) => (one?.outcome === 'answers' ? [one] : []));
    if (answers.length < ways) return;
    const { outcome, cluster } = met;
    const [first, last] = [Math.min(...answers.map((one) => one.first)), Math.max(...answers.map((one) => one.last))];
    take({ outcome, ...(cluster ? { cluster } : {}), first, last });
  };
}

const rounded = (time: number): number => Math.round(time * 100) / 100;
