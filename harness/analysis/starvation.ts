import type { History, Placed } from '../model/history.ts';
import { oncePerHistory } from '../model/once-per-history.ts';

/** A stretch of time in which the machine was unfit for measuring how long anything takes, and the facts that show it. */
export interface Unfit {
  /** stood: the harness did not run at all, and nobody watched. slept: this machine's clocks went apart. busy: see below. */
  readonly kind: 'stood' | 'slept' | 'busy';
  readonly from: number;
  /** After a sleep the broker's dates are no longer those of this history: to its end. */
  readonly to: number;
  /** What was measured, for a person. */
  readonly words: string;
  readonly lines: readonly number[];
}

type MachineFact = Placed<'machine'>;

/**
 * Of the time that processes were ready to run, the share for which they had no processor: of the services together, or
 * of the harness, whichever is more, over three looks. On 2 processors, where a run had nearly all of both, it was 35 to
 * 65 %, and at most 74 % over the 3 s in which Kafka and the services start; where it had what 17 others left, 78 to 92 %.
 */
const busyShare = 0.75;
const looks = 3;
/** Processes that hardly want to run say nothing of the machine. In milliseconds a second. */
const wantedAtLeast = 0.05;
/** Where no process's turns are known: a beat of the harness, due each 100 ms, was that late. */
const lateBeatMs = 250;
/** A beat that comes half a second late happens to a busy harness; from here on nobody watched. */
const stoodForMs = 2000;

/** All stretches in which the machine was unfit, in order; none where nobody looked at it (an older history). */
export const starvation = oncePerHistory((history): readonly Unfit[] => {
  const facts = history.of('machine');
  return [...facts.flatMap(standing), ...busy(facts, brokersIn(history))].sort((one, other) => one.from - other.from);
});

function standing({ from, to, stoodMs = 0, sleptMs = 0, line }: MachineFact): Unfit[] {
  return [
    ...(stoodMs >= stoodForMs
      ? [
          {
            kind: 'stood',
            from,
            to,
            words: `the machine stood still for ${seconds(stoodMs)} s from ${seconds(from)} s on`,
            lines: [line],
          } as const,
        ]
      : []),
    ...(sleptMs >= stoodForMs
      ? [
          {
            kind: 'slept',
            from,
            to: Number.POSITIVE_INFINITY,
            words: `the machine slept, or its clock was set, by ${seconds(sleptMs)} s at ${seconds(from)} s`,
            lines: [line],
          } as const,
        ]
      : []),
  ];
}

/** How the harness calls itself in `ran` and `waited`. */
const harness = 'norestart';

/** Brokers are left out: their many threads wait for each other's turns on any machine while they start. */
const brokersIn = (history: History): ReadonlySet<string> => new Set(history.run.brokers ?? ['kafka']);

/** Looks at which processes waited for a processor far more than they had one; several in a row are one stretch. */
function busy(facts: readonly MachineFact[], brokers: ReadonlySet<string>): Unfit[] {
  const are = new Set<MachineFact>();
  for (let end = looks; end <= facts.length; end += 1) {
    const window = facts.slice(end - looks, end);
    if (isBusy(window, brokers)) for (const fact of window) are.add(fact);
  }
  const stretches: MachineFact[][] = [];
  for (const [index, fact] of facts.entries()) {
    if (!are.has(fact)) continue;
    const before = facts[index - 1];
    if (before && are.has(before)) stretches.at(-1)?.push(fact);
    else stretches.push([fact]);
  }
  return stretches.map((stretch) => ({
    kind: 'busy',
    from: stretch[0]?.from ?? 0,
    to: stretch.at(-1)?.to ?? 0,
    words: wordsOf(stretch, brokers),
    lines: stretch.map(({ line }) => line),
  }));
}

function isBusy(window: readonly MachineFact[], brokers: ReadonlySet<string>): boolean {
  const told = window.some(({ ran }) => ran !== undefined);
  return told ? waiting(window, brokers) >= busyShare : window.every(({ lateMs }) => lateMs >= lateBeatMs);
}

/** The share of the time for which they waited: of the services together, or of the harness, whichever is more. */
function waiting(facts: readonly MachineFact[], brokers: ReadonlySet<string>): number {
  const of = (mine: (subject: string) => boolean): number => {
    const sum = (which: 'ran' | 'waited') =>
      facts
        .flatMap((fact) => Object.entries(fact[which] ?? {}))
        .reduce((all, [subject, ms]) => (mine(subject) ? all + ms : all), 0);
    const [ran, waited] = [sum('ran'), sum('waited')];
    const looked = (facts.at(-1)?.to ?? 0) - (facts[0]?.from ?? 0);
    return ran + waited < looked * wantedAtLeast ? 0 : waited / (ran + waited);
  };
  return Math.max(
    of((subject) => subject === harness),
    of((subject) => subject !== harness && !brokers.has(subject)),
  );
}

function wordsOf(stretch: readonly MachineFact[], brokers: ReadonlySet<string>): string {
  const when = `from ${seconds(stretch[0]?.from ?? 0)} s to ${seconds(stretch.at(-1)?.to ?? 0)} s`;
  if (stretch.some(({ ran }) => ran !== undefined)) {
    const share = Math.round(100 * waiting(stretch, brokers));
    return `processes waited for a processor ${share} % of the time that they were ready to run, ${when}`;
  }
  return `the harness itself came up to ${seconds(Math.max(...stretch.map(({ lateMs }) => lateMs)))} s late ${when}`;
}

/** How much of a stretch of time the machine was unfit. */
export function unfitMs(history: History, { from, to }: { readonly from: number; readonly to: number }): number {
  let [sum, until] = [0, from];
  for (const one of starvation(history)) {
    const begin = Math.max(one.from, until);
    const end = Math.min(one.to, to);
    if (end > begin) sum += end - begin;
    until = Math.max(until, end);
  }
  return sum;
}

/** Whether the harness did not run at all at some time of this stretch. */
export const stoodStill = (history: History, stretch: { readonly from: number; readonly to: number }): boolean =>
  unfitIn(history, stretch).some(({ kind }) => kind !== 'busy');

/** In which stretches, of those that touch this time, the machine was unfit. */
export const unfitIn = (
  history: History,
  { from, to }: { readonly from: number; readonly to: number },
): readonly Unfit[] => starvation(history).filter((one) => one.from < to && one.to > from);

const seconds = (ms: number): string => (ms / 1000).toFixed(1);
