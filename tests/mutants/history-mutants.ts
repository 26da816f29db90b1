import { judge } from '../../harness/checks/judge.ts';
import type { Check } from '../../harness/model/check.ts';
import { type Fact, factSchema } from '../../harness/model/fact.ts';
import { history } from '../../harness/model/history.ts';
import { accepted, allDropped, changed, changedAll, dropped, placeOf, process, record, repeated } from './changes.ts';
import { type Row, rowOf } from './matrix.ts';

/** One fact of a real recovered run that is told otherwise. */
interface HistoryMutant {
  readonly name: string;
  readonly what: string;
  change(facts: readonly Fact[]): Fact[];
}

export const historyMutants: readonly HistoryMutant[] = [
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
    name: 'restart-counted',
    what: 'the engine counted a restart of the container of a service, by its policy',
    change: changed(process('alive'), () => ({ container: 'c0ffee', restarts: 1, policy: 'always' })),
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
      (fact) => fact.kind === 'step' && fact.step === 'expectRecovery' && fact.phase === 'begin',
      () => ({ parameters: { withinMs: 1, watchMs: 30_000 } }),
    ),
  },
  {
    name: 'kafka-was-there',
    what: 'the prober was answered all the while Kafka was said to be away',
    change: changedAll(
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
      (fact) => fact.kind === 'step' && fact.step === 'waitUntil' && fact.phase === 'end',
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
    change: allDropped((fact) => fact.kind === 'heartbeat'),
  },
  {
    name: 'asked-twice',
    what: 'one request is in the topic as two, each with an id of its own',
    change: repeated(record('charge-requested'), (fact: { offset: number }) => ({
      id: 'another',
      offset: fact.offset + 100_000,
    })),
  },
  {
    name: 'cent-too-many',
    what: 'a ticket costs a cent more than its energy at the offered price',
    change: changed(record('ticket-issued'), (fact: { amounts: { amountCents: number } }) => ({
      amounts: { ...fact.amounts, amountCents: fact.amounts.amountCents + 1 },
    })),
  },
  {
    name: 'ticket-for-nothing',
    what: 'a second ticket for a session, over no energy and no money',
    change: repeated(record('ticket-issued'), (fact: { offset: number; amounts: object }) => ({
      ...{ id: 'another', offset: fact.offset + 100_000, role: 'other' },
      amounts: { ...fact.amounts, suppliedWh: 0, amountCents: 0 },
    })),
  },
  {
    name: 'somebody-else-supplied',
    what: 'what was asked after the heal was done by an engine that is none of the services',
    change: (facts) => {
      const healed = placeOf(facts, (fact) => fact.kind === 'fault' && fact.phase === 'healed', true);
      const later = new Set(
        facts
          .slice(healed)
          .flatMap((fact) => (fact.kind === 'operation' && fact.phase === 'invoke' ? fact.operation : [])),
      );
      return changedAll(
        (fact) =>
          fact.kind === 'record' && fact.source.startsWith('engine') && later.has(fact.correlationId ?? 'no operation'),
        () => ({ source: 'engine:another' }),
      )(facts);
    },
  },
  {
    name: 'claims-too-much',
    what: 'a log says that Kafka has an event which is in no topic',
    change: changed(
      (fact) => fact.kind === 'claim' && fact.event !== undefined,
      () => ({ event: 'nobody-has-it' }),
    ),
  },
  {
    name: 'says-ready-without-kafka',
    what: 'a service called itself ready all the time while Kafka was away',
    change: changedAll(
      (fact) => fact.kind === 'health' && fact.service === 'driver' && fact.answer === 'says',
      () => ({ ready: true, waitingFor: [] }),
    ),
  },
  {
    name: 'central-sees-nothing',
    what: 'central goes on showing what it showed before Kafka was back',
    change: allDropped(
      (fact) => fact.kind === 'states' && fact.service === 'central' && fact.says?.['CP-1'] !== 'DISCONNECTED',
    ),
  },
  {
    name: 'connects-like-mad',
    what: 'a proxy counted a thousand connections more',
    change: changed(
      (fact) => fact.kind === 'connections' && fact.count > 0,
      (fact: { count: number }) => ({ count: fact.count + 1000 }),
    ),
  },
  {
    name: 'holds-half-a-gigabyte',
    what: 'the operating system saw a service hold 500 MB',
    change: changed(
      (fact) => fact.kind === 'usage',
      () => ({ residentBytes: 500e6 }),
    ),
  },
  {
    name: 'writes-a-megabyte',
    what: 'a log grew by a megabyte while Kafka was away',
    change: (facts) => {
      const usages = facts.filter((fact) => fact.kind === 'usage' && fact.service === 'driver');
      const from = usages[3]?.at ?? Number.POSITIVE_INFINITY;
      return changedAll(
        (fact) => fact.kind === 'usage' && fact.service === 'driver' && fact.at >= from,
        (fact: { logBytes: number }) => ({ logBytes: fact.logBytes + 1e6 }),
      )(facts);
    },
  },
  {
    name: 'leaves-a-process',
    what: 'a service ended and left a process behind',
    change: changed(
      (fact) => fact.kind === 'shut-down',
      () => ({ left: 1 }),
    ),
  },
];

/** What the checks say of each mutant of a history (the text of its file). */
export function historyRows(text: string, story: string, invariants: readonly Check[]): Row[] {
  const facts = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => factSchema.parse(JSON.parse(line)));
  return historyMutants.map(({ name, what, change }) =>
    rowOf({ name, what, kind: 'history', story }, judge(history(recounted(change(facts), name)), invariants)),
  );
}

/** All but the mutants that are about that have the right number of facts in the end. */
function recounted(facts: readonly Fact[], name: string): Fact[] {
  if (name === 'a-fact-removed') return [...facts];
  return facts.map((fact, index) => (fact.kind === 'closed' ? { ...fact, facts: index } : fact));
}
