import type { Check } from '../../harness/core/check.ts';
import { type Fact, factSchema } from '../../harness/core/fact.ts';
import { history } from '../../harness/core/history.ts';
import { judge } from '../../harness/judge.ts';
import { type Row, rowOf } from './matrix.ts';

/** One fact of a real recovered run that is told otherwise. */
interface HistoryMutant {
  readonly name: string;
  readonly what: string;
  change(facts: readonly Fact[]): Fact[];
}

type Which = (fact: Fact) => boolean;
type Told = (fact: never) => object;

/** The place of the first (or the last) fact like this. A change that finds nothing to change is an error. */
function placeOf(facts: readonly Fact[], which: Which, last = false): number {
  const place = last ? facts.findLastIndex(which) : facts.findIndex(which);
  if (place < 0) throw new Error('There is no such fact in this history: the mutant would change nothing.');
  return place;
}
const dropped =
  (which: Which, last = false) =>
  (facts: readonly Fact[]) =>
    facts.toSpliced(placeOf(facts, which, last), 1);
const allDropped = (which: Which) => (facts: readonly Fact[]) => {
  placeOf(facts, which);
  return facts.filter((fact) => !which(fact));
};
const changed =
  (which: Which, how: Told, last = false) =>
  (facts: readonly Fact[]) => {
    const place = placeOf(facts, which, last);
    return facts.with(place, { ...facts[place], ...how(facts[place] as never) } as Fact);
  };
const repeated = (which: Which, how: Told) => (facts: readonly Fact[]) => {
  const place = placeOf(facts, which);
  return facts.toSpliced(place + 1, 0, { ...facts[place], ...how(facts[place] as never) } as Fact);
};

const record =
  (type: string): Which =>
  (fact) =>
    fact.kind === 'record' && fact.type === type;
const process =
  (phase: string): Which =>
  (fact) =>
    fact.kind === 'process' && fact.phase === phase && fact.subject !== 'kafka';
/** An answer that was yes. */
const accepted: Which = (fact) => fact.kind === 'operation' && fact.phase === 'ok';

const mutants: readonly HistoryMutant[] = [
  {
    name: 'request-dropped',
    what: 'an accepted request is not in the topic',
    change: dropped(record('charge-requested')),
  },
  { name: 'outcome-dropped', what: 'a ticket is not in the topic', change: dropped(record('ticket-issued')) },
  { name: 'unheard', what: 'whoever asked never heard of the end', change: dropped(record('outcome-received')) },
  {
    name: 'outcome-doubled',
    what: 'a second ticket, with an id of its own',
    change: repeated(record('ticket-issued'), (fact: { offset: number }) => ({
      id: 'another',
      offset: fact.offset + 100_000,
    })),
  },
  {
    name: 'ticket-too-high',
    what: 'a ticket says a watt-hour more than was supplied',
    change: changed(record('ticket-issued'), (fact: { amounts: { suppliedWh: number } }) => ({
      amounts: { ...fact.amounts, suppliedWh: fact.amounts.suppliedWh + 1 },
    })),
  },
  {
    name: 'pid-changed',
    what: 'a service is another process at the end',
    change: changed(process('alive'), () => ({ pid: 1 })),
  },
  {
    name: 'start-time-changed',
    what: 'the same pid, and another start time',
    change: changed(process('alive'), () => ({ startTime: '1' })),
  },
  {
    name: 'exit-with-0',
    what: 'a service ended with exit code 0',
    change: repeated(process('started'), (fact: { at: number }) => ({
      phase: 'exited',
      code: 0,
      signal: null,
      at: fact.at + 1,
    })),
  },
  {
    name: 'member-joined',
    what: 'another process came into the group of a service',
    change: repeated(process('started'), () => ({ phase: 'member-joined', pid: 1 })),
  },
  {
    name: 'recovery-moved',
    what: 'the bound for recovery was shorter than what it took',
    change: changed(
      (fact) => fact.kind === 'step' && fact.step === 'recover' && fact.phase === 'begin',
      () => ({ parameters: { withinMs: 1, watchMs: 30_000 } }),
    ),
  },
  {
    name: 'kafka-was-there',
    what: 'the prober was answered while Kafka was said to be away',
    change: changed(
      (fact) => fact.kind === 'probe' && fact.outcome === 'refused' && fact.route !== 'admin',
      () => ({ outcome: 'answers' }),
    ),
  },
  {
    name: 'no-evidence',
    what: 'nobody looked while the fault was there',
    change: allDropped((fact) => fact.kind === 'probe' && fact.outcome === 'refused'),
  },
  {
    name: 'never-healed',
    what: 'the proxy of a route was never open again',
    change: changed(
      (fact) => fact.kind === 'route' && fact.open,
      () => ({ open: false }),
      true,
    ),
  },
  {
    name: 'no-last-read',
    what: 'the topics were not read to their end',
    change: dropped((fact) => fact.kind === 'final-read'),
  },
  {
    name: 'record-vanished',
    what: 'a record that had been seen was not there in the end',
    change: changed(
      (fact) => fact.kind === 'final-read',
      () => ({ vanished: ['central-events/0/0'] }),
    ),
  },
  { name: 'cut-short', what: 'the history has no end', change: dropped((fact) => fact.kind === 'closed') },
  {
    name: 'a-fact-removed',
    what: 'a fact was taken out afterwards',
    change: dropped((fact) => fact.kind === 'health'),
  },
  {
    name: 'step-failed',
    what: 'the system was not as the story says',
    change: changed(
      (fact) => fact.kind === 'step' && fact.step === 'until' && fact.phase === 'end',
      () => ({ outcome: 'failed', reason: 'it was not' }),
    ),
  },
  {
    name: 'nothing-accepted',
    what: 'no request was accepted at all',
    change: (facts) => {
      placeOf(facts, accepted);
      return facts.map((fact) => (accepted(fact) ? ({ ...fact, phase: 'fail' } as Fact) : fact));
    },
  },
  {
    name: 'monitor-silent',
    what: 'the monitor was never heard of',
    change: allDropped((fact) => fact.kind === 'sign'),
  },
];

/** What the checks say of each mutant of a history (the text of its file). */
export function historyRows(text: string, story: string, invariants: readonly Check[]): Row[] {
  const facts = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => factSchema.parse(JSON.parse(line)));
  return mutants.map(({ name, what, change }) =>
    rowOf({ name, what, kind: 'history', story }, judge(history(recounted(change(facts), name)), invariants)),
  );
}

/** All but the mutants that are about that have the right number of facts in the end. */
function recounted(facts: readonly Fact[], name: string): Fact[] {
  if (name === 'a-fact-removed') return [...facts];
  return facts.map((fact, index) => (fact.kind === 'closed' ? { ...fact, facts: index } : fact));
}
