import { accepted, type Entry, fulfilled, ledger, storyEnd } from '../analysis/operations.ts';
import { healedEverywhere, recovery } from '../analysis/recovery.ts';
import { type Check, inconclusive, late, lateUnless, notExercised, passed } from '../model/check.ts';
import type { History } from '../model/history.ts';
import { mayBeThere } from './full-log.ts';

/**
 * One operation, asked when everything was healed, went through every part of the system. Each service may look well on
 * its own, and the whole still serve nobody.
 */
export const endToEnd: Check = {
  name: 'end-to-end',
  gravity: 'recovery',
  claim:
    'after the heal a request goes through every service, from its asking to its end, and whoever asked hears of it',
  judge: (history) => {
    const healedAt = healedEverywhere(history);
    if (healedAt === undefined) return inconclusive('no heal was seen: there is no after');
    const later = ledger(history).filter(({ invokedAt }) => invokedAt >= healedAt);
    if (later.length === 0) return notExercised('nothing was asked after the heal');
    // What did not come has not come only where it was waited for.
    const watched = recovery(history);
    const to = healedAt + Math.min(...(watched?.services.map(({ watchedMs }) => watchedMs ?? 0) ?? [0]));
    const timings = [{ from: healedAt, to, tookMs: to - healedAt, withinMs: watched?.withinMs ?? 0 }];
    const best = farthest(later.filter(accepted), history);
    if (!best) {
      const because = `of ${later.length} requests asked after the heal none was accepted`;
      const lines = later.flatMap((entry) => entry.lines);
      return watched?.whole ? late(because, lines, timings) : cutShort(because, lines);
    }
    const { entry } = best;
    const absent = silentServices(history);
    const missing = [...best.missing, ...absent.map((service) => `${service} gave no sign of life`)];
    if (missing.length > 0) {
      const because = `of ${later.length} requests asked after the heal none went through everything; the one that came farthest: ${missing.join(', ')}`;
      if (!watched?.whole) return cutShort(because, entry.lines);
      const doubt = mayBeThere(history, { from: healedAt, to: storyEnd(history) });
      return lateUnless(absent.length > 0 ? undefined : doubt, because, entry.lines, timings);
    }
    return passed(`${entry.operation}: ${[...new Set(entry.records.map(({ type }) => type))].join(', ')}`, entry.lines);
  },
};

const cutShort = (because: string, lines: readonly number[]) =>
  inconclusive(`the watch was cut short; until then, ${because}`, lines);

interface Drill {
  readonly entry: Entry;
  readonly missing: readonly string[];
}

/** The first of those of which the least is missing. */
function farthest(entries: readonly Entry[], history: History): Drill | undefined {
  let best: Drill | undefined;
  for (const entry of entries) {
    const missing = missingIn(entry, history);
    if (!best || missing.length < best.missing.length) best = { entry, missing };
    if (missing.length === 0) break;
  }
  return best;
}

/** What did not come of it, in the order in which it should have. */
function missingIn(entry: Entry, history: History): string[] {
  const sources = new Set(entry.records.map(({ source }) => source));
  const aside = history.run.services.filter(({ source }) => source !== undefined && !sources.has(source));
  return [
    ...(entry.asked.length === 0 ? ['it is not in Kafka'] : []),
    ...aside.map(({ name }) => `${name} took no part`),
    ...(entry.outcomes.length === 0 ? ['it has no end'] : []),
    ...(entry.heard.length === 0 ? ['whoever asked was not told'] : []),
    ...(entry.outcomes.length > 0 && entry.heard.length > 0 && !fulfilled(entry) ? ['it was declined'] : []),
  ];
}

/** Services without Kafka take no part in an operation's records: of them a sign of life is all there is to see. */
const silentServices = (history: History): string[] =>
  (recovery(history)?.services ?? [])
    .filter(({ kafka, afterMs }) => !kafka && afterMs === undefined)
    .map(({ service }) => service);
