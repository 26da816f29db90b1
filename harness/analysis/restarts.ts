import type { RestartTestResult } from '../model/fact.ts';
import type { History } from '../model/history.ts';
import { couldBeSeen, type KnownService, type Stretch, workOf } from './works.ts';

/** Which of sending and hearing a service was not seen to do in a stretch of time. */
export function missingIn(history: History, service: KnownService, stretch: Stretch): readonly ('sends' | 'hears')[] {
  const seen = workOf(history, service, stretch);
  return (['sends', 'hears'] as const).filter((one) => seen[one] === undefined);
}

/** A service that did not work when it was looked at, and what of its work was missing. */
export interface Patient {
  readonly known: KnownService;
  readonly missing: readonly ('sends' | 'hears')[];
}

/**
 * In which order services are restarted: who says that it waits for another one of them comes after all others, and who
 * does half of its work after who does none. Such a one may only lack the other, and is spared once that works. No word
 * is believed by this: who waits for somebody and does not work in the end is restarted, too.
 */
export function restartOrder<One extends Patient>(history: History, patients: readonly One[]): One[] {
  const names = new Set(patients.map(({ known }) => known.name));
  const waits = ({ known }: One) => {
    const word = history.of('health').findLast(({ service }) => service === known.name);
    return Number(word?.answer === 'says' && word.waitingFor?.some((name) => names.has(name) && name !== known.name));
  };
  return patients.toSorted((one, other) => waits(one) - waits(other) || other.missing.length - one.missing.length);
}

export interface Restarted {
  readonly service: KnownService;
  /** When it was restarted, and when the next one was, or the restart test ended. */
  readonly alone: Stretch;
  /** What it lacked before. */
  readonly missing: readonly ('sends' | 'hears')[];
}

/** When something that it had lacked came back with its own restart, while nobody else was touched; else undefined. */
export function cameBackAt(history: History, { service, alone, missing }: Restarted): number | undefined {
  const seen = workOf(history, service, alone);
  const times = missing.flatMap((one) => seen[one]?.at ?? []);
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** What the restart was to it, seen from the end of the restart test; `last`: from the last restart of anybody to that end. */
export function resultOf(history: History, restarted: Restarted, last: Stretch): RestartTestResult {
  const { service, alone } = restarted;
  const since = { from: alone.from, to: last.to };
  if (workOf(history, service, last).bothAt === undefined) {
    return couldBeSeen(history, service, since) ? 'did-not-help' : 'unobserved';
  }
  return cameBackAt(history, restarted) === undefined ? 'together' : 'helped';
}
