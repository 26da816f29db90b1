import { greatest } from '../analysis/extremes.ts';
import { hidden } from '../analysis/hidden.ts';
import { lastMoment, outages, overlapMs, readiness, type Stretch } from '../analysis/intervals.ts';
import { accepted, type Entry, ledger } from '../analysis/operations.ts';
import { firstAnswer } from '../analysis/records.ts';
import { scopeIn } from '../faults/scope.ts';
import {
  configurable,
  inconclusive,
  late,
  notExercised,
  passed,
  violatedUnless,
  withinOption,
} from '../model/check.ts';
import { seconds } from '../model/clock.ts';
import { type FaultWindow, faultWindows } from '../model/fault.ts';
import type { History, Placed } from '../model/history.ts';
import { logProblem } from './full-log.ts';

/**
 * How long a service may still call itself ready when its way to Kafka is gone; a fault that is shorter is none to tell
 * of. Stories keep Kafka away for 3 s and more, and what is not noticed by then is not noticed by whoever asks either.
 */
const options = withinOption(seconds(2));
/** `/health` is looked at each 100 ms, and a busy machine takes as long to answer: so late does the history know of a change. */
const knownLateMs = 200;

/**
 * Who was told yes was told the truth, and what a service said on `/health` was true: for each route on its own, since
 * a fault on one service's way to Kafka concerns that service alone.
 */
export const honestReadiness = configurable({
  name: 'honest-readiness',
  gravity: 'lie',
  options,
  claim: () =>
    'nobody was told yes for what was then lost, and no service called itself ready while Kafka was out of its reach',
  judge: (history, { withinMs }) => {
    const problem = logProblem(history);
    if (problem) return inconclusive(problem);
    const entries = ledger(history).filter(accepted);
    const broken = entries.filter(({ state }) => state !== 'complete');
    const told = faultWindows(history).flatMap((window) => toldDuring(history, window, withinMs));
    const wrong = told.filter(({ readyMs }) => readyMs > withinMs + knownLateMs);
    const lines = [...told.flatMap((one) => one.lines), ...broken.flatMap((entry) => entry.lines)];
    if (broken.length + wrong.length > 0) {
      const because = [...wrong.map(describe), ...promises(broken, entries)].join('; ');
      const timings = wrong.map(({ from, to, readyMs }) => ({ from, to, tookMs: readyMs, withinMs }));
      if (broken.length === 0) return late(because, lines, timings);
      return violatedUnless(wrong.length > 0 ? undefined : hidden(history), because, lines);
    }
    if (told.length === 0) {
      return notExercised(`no fault kept Kafka from a service that was up for ${withinMs / 1000} s`);
    }
    if (entries.length === 0) return notExercised('nobody was told yes', lines);
    const longest = greatest(told.map(({ readyMs }) => readyMs));
    return passed(
      `${entries.length} promises kept; in ${told.length} outages services called themselves ready for at most ${time(longest)}`,
      lines,
    );
  },
});

interface Told extends Stretch {
  readonly service: string;
  /** How long it called itself ready meanwhile. */
  readonly readyMs: number;
}

/** What each service said of itself while this fault kept Kafka from it; one that was not up then is left out. */
function toldDuring(history: History, window: FaultWindow, withinMs: number): Told[] {
  const concerned = new Set(scopeIn(history, window));
  // An attempt that met silence without the fault may have met no more than a busy machine.
  const failed = ({ outcome, first }: { readonly outcome: string; readonly first: number }) =>
    outcome !== 'answers' && (outcome !== 'silent' || (first >= window.injectAt && first < window.healFrom));
  return history.run.services
    .filter(({ name, kafka }) => kafka && concerned.has(name))
    .flatMap(({ name, source }) =>
      outages(history, name, failed)
        .filter(
          (outage) =>
            overlapMs(outage, faultIn(window)) > withinMs && !works(history, { source, outage, window, withinMs }),
        )
        .flatMap((outage) => told(history, name, { outage, withinMs })),
    );
}

const faultIn = ({ from, healFrom }: FaultWindow) => ({ from, to: healFrom });

function told(
  history: History,
  service: string,
  { outage, withinMs }: { readonly outage: Stretch; readonly withinMs: number },
): Told[] {
  const words = readiness(history, service, lastMoment(history)).filter(
    (word) => word.word !== undefined && overlapMs(word, outage) > 0,
  );
  const sum = (some: typeof words) => some.reduce((all, word) => all + overlapMs(word, outage), 0);
  if (sum(words) < withinMs) return [];
  const lines = [...outage.lines, ...words.flatMap((word) => word.lines)];
  return [
    { service, readyMs: sum(words.filter(({ word }) => word === true)), from: outage.from, to: outage.to, lines },
  ];
}

interface WayGone {
  readonly source: string | undefined;
  readonly outage: Stretch;
  readonly window: FaultWindow;
  readonly withinMs: number;
}

/** It answered what others sent while the fault was there: the way is too slow for the prober's patience, and not gone. */
function works(history: History, { source, outage: { from }, window: { healFrom }, withinMs }: WayGone): boolean {
  // The first of it may have been on its way already.
  const meanwhile = ({ appendedAt }: Placed<'record'>) => appendedAt >= from + withinMs && appendedAt < healFrom - 1;
  return firstAnswer(history, source, meanwhile) !== undefined;
}

const describe = ({ service, readyMs, from, to }: Told): string =>
  `${service} called itself ready for ${time(readyMs)} of the ${time(to - from)} in which its way to Kafka was gone`;

const promises = (broken: readonly Entry[], all: readonly Entry[]): string[] =>
  broken.length === 0
    ? []
    : [`${broken.length} of ${all.length} who were told yes were not served (${broken[0]?.operation} is the first)`];

const time = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
