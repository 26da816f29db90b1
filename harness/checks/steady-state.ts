import { lastMoment } from '../analysis/intervals.ts';
import { accepted, type Entry, ledger } from '../analysis/operations.ts';
import { healedEverywhere } from '../analysis/recovery.ts';
import { type Check, inconclusive, late, notExercised, passed, type Timing } from '../model/check.ts';
import { faultWindows } from '../model/fault.ts';
import type { History } from '../model/history.ts';

/** Of fewer requests on either side nothing can be said. */
const atLeast = 3;
/** A request or two of a short story must not decide, and neither must a busy machine. */
const fewerAtMost = 0.1;
const slowerAtMost = 3;
const noticedMs = 250;

/** Whoever asks after the heal is answered as whoever asked before the fault: as often with yes, and as soon. */
export const steadyState: Check = {
  name: 'steady-state',
  gravity: 'cost',
  claim: 'after the heal requests are accepted as often, and answered as soon, as before the fault',
  judge: (history) => {
    const healedAt = healedEverywhere(history);
    if (healedAt === undefined) return inconclusive('no heal was seen: there is no after');
    const entries = ledger(history);
    const before = entries.filter(({ invokedAt }) => invokedAt < faultFrom(history, healedAt));
    const after = entries.filter(({ invokedAt }) => invokedAt >= healedAt);
    const few = Math.min(before.length, after.length) < atLeast;
    if (few)
      return notExercised(`${before.length} requests before the fault and ${after.length} after the heal are too few`);
    const [then, now] = [answersOf(before), answersOf(after)];
    const said = `before the fault ${describe(then)}, after the heal ${describe(now)}`;
    const lines = [...before, ...after].map((entry) => entry.lines[0] ?? 0);
    const refusedMore = now.asked - now.accepted > 1 && share(now) < share(then) - fewerAtMost;
    const slower = now.medianMs > Math.max(then.medianMs * slowerAtMost, then.medianMs + noticedMs);
    if (!refusedMore && !slower) return passed(said, lines);
    // Of a run that was cut short, the last requests had no time to be answered.
    const cutShort = history.of('aborted').length > 0 || history.of('closed').length === 0;
    return cutShort
      ? inconclusive(`the run was cut short; ${said}`, lines)
      : late(said, lines, [mostOf(history, healedAt)]);
  },
};

/** A median is explained by a machine that was unfit for half of the time in which it was taken. */
function mostOf(history: History, from: number): Timing {
  const to = lastMoment(history);
  return { from, to, tookMs: to - from, withinMs: (to - from) / 2 };
}

/** When the first fault began; without any, the two halves are told apart by the beginning of `recover`. */
const faultFrom = (history: History, otherwise: number): number => faultWindows(history)[0]?.injectAt ?? otherwise;

interface Answers {
  readonly asked: number;
  readonly accepted: number;
  /** Of those that were answered at all; one that never was took for ever. */
  readonly medianMs: number;
}

function answersOf(entries: readonly Entry[]): Answers {
  const times = entries.map(({ invokedAt, answeredAt }) => (answeredAt ?? Number.POSITIVE_INFINITY) - invokedAt);
  const medianMs = times.sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.POSITIVE_INFINITY;
  return { asked: entries.length, accepted: entries.filter(accepted).length, medianMs };
}

const share = ({ asked, accepted: yes }: Answers): number => yes / asked;

const describe = ({ asked, accepted: yes, medianMs }: Answers): string =>
  `${yes} of ${asked} accepted, half of them answered within ${Number.isFinite(medianMs) ? `${Math.round(medianMs)} ms` : 'no time at all'}`;
