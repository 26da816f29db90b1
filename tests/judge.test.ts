import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recovery } from '../harness/analysis/recovery.ts';
import { judge } from '../harness/checks/judge.ts';
import { type Fact, factSchema } from '../harness/model/fact.ts';
import { history } from '../harness/model/history.ts';
import { energyAndMoneyConserved } from '../scenarios/ev-charging/energy-conserved.ts';
import { oneTicketPerSession } from '../scenarios/ev-charging/one-ticket-per-session.ts';
import { statesConverge } from '../scenarios/ev-charging/states-converge.ts';
import { goodRun, told, watchedFor } from './support/histories/good-run.ts';

const invariants = [oneTicketPerSession, energyAndMoneyConserved, statesConverge];
const verdictsOf = (facts: readonly Fact[]) =>
  Object.fromEntries(judge(told(facts), invariants).checks.map(({ name, verdict }) => [name, verdict]));
const verdictOf = (facts: readonly Fact[]) => judge(told(facts), invariants).verdict;

type Change = (facts: Fact[]) => Fact[];
const without =
  (wrong: (fact: Fact) => boolean): Change =>
  (facts) => {
    const left = facts.filter((fact) => !wrong(fact));
    if (left.length === facts.length) throw new Error('The change changed nothing.');
    return left;
  };
const change =
  (which: (fact: Fact) => boolean, how: (fact: Fact) => Fact): Change =>
  (facts) => {
    const index = facts.findIndex(which);
    if (index < 0) throw new Error('The change changed nothing.');
    return facts.with(index, how(structuredClone(facts[index] as Fact)));
  };
const add =
  (after: (fact: Fact) => boolean, extra: (found: Fact) => Fact): Change =>
  (facts) => {
    const index = facts.findIndex(after);
    if (index < 0) throw new Error('The change changed nothing.');
    return facts.toSpliced(index + 1, 0, extra(structuredClone(facts[index] as Fact)));
  };

const record = (operation: string, type: string) => (fact: Fact) =>
  fact.kind === 'record' && fact.correlationId === operation && fact.type === type;
const process = (subject: string, phase: string) => (fact: Fact) =>
  fact.kind === 'process' && fact.subject === subject && fact.phase === phase;

/** One changed fact, the check that must notice, and what it must say. */
const mutations: readonly (readonly [string, Change, string, 'violated' | 'inconclusive'])[] = [
  [
    'a service ends with exit code 0',
    add(
      process('central', 'started'),
      (fact) => ({ ...fact, kind: 'process', phase: 'exited', code: 0, signal: null, at: 5000 }) as Fact,
    ),
    'no-restart',
    'violated',
  ],
  [
    'a service has another pid at the end',
    change(process('driver', 'alive'), (fact) => ({ ...fact, pid: 999 }) as Fact),
    'no-restart',
    'violated',
  ],
  [
    'a service has the same pid and another start time',
    change(process('driver', 'alive'), (fact) => ({ ...fact, startTime: '9' }) as Fact),
    'no-restart',
    'violated',
  ],
  [
    'a service is started twice',
    add(process('engine', 'started'), (fact) => ({ ...fact, at: 5000 }) as Fact),
    'no-restart',
    'violated',
  ],
  [
    'the engine counted a restart of the container, by its policy',
    change(
      process('engine', 'alive'),
      (fact) => ({ ...fact, container: 'c0ffee', restarts: 1, policy: 'always' }) as Fact,
    ),
    'no-restart',
    'violated',
  ],
  [
    'a supervisor starts a new member',
    add(process('engine', 'started'), (fact) => ({ ...fact, phase: 'member-joined', pid: 555 }) as Fact),
    'no-restart',
    'violated',
  ],
  [
    'somebody looked only after the restarts by hand',
    (facts) =>
      add(
        (fact) => fact.kind === 'final-read',
        () => ({ kind: 'step', at: 9250, phase: 'begin', path: 'restart-test', step: 'restart-test', title: 'proof' }),
      )(facts),
    'no-restart',
    'inconclusive',
  ],
  ['nobody looked at the end', without(process('monitor', 'alive')), 'no-restart', 'inconclusive'],
  ['a service was never seen to start', without(process('monitor', 'started')), 'no-restart', 'inconclusive'],
  [
    'the heal moved 6 s before the first record',
    change(
      (fact) => fact.kind === 'step' && fact.step === 'expectRecovery' && fact.phase === 'begin',
      (fact) => ({ ...fact, parameters: { withinMs: 10 } }) as Fact,
    ),
    'recovered-within',
    'violated',
  ],
  ['a monitor is never heard of again', without((fact) => fact.kind === 'heartbeat'), 'recovered-within', 'violated'],
  ['the drill has no ticket', without(record('op-3', 'ticket-issued')), 'recovered-within', 'violated'],
  [
    'the drill was denied',
    change(record('op-3', 'ticket-issued'), (fact) => ({ ...fact, role: 'rejected' }) as Fact),
    'recovered-within',
    'violated',
  ],
  [
    'nothing came back, and nobody watched to the end',
    (facts) =>
      change(
        (fact) => fact.kind === 'step' && fact.step === 'expectRecovery' && fact.phase === 'end',
        (fact) => ({ ...fact, outcome: 'aborted' }) as Fact,
      )(without(record('op-3', 'ticket-issued'))(facts)),
    'recovered-within',
    'inconclusive',
  ],
  [
    'Kafka never answered after the heal',
    without((fact) => fact.kind === 'probe' && fact.route === 'central' && fact.outcome === 'answers'),
    'recovered-within',
    'inconclusive',
  ],
  [
    'the story never recovered',
    without((fact) => fact.kind === 'step' && fact.step === 'expectRecovery'),
    'recovered-within',
    'inconclusive',
  ],
  ['a request is not in Kafka', without(record('op-2', 'charge-requested')), 'no-loss', 'violated'],
  ['a request has no outcome', without(record('op-2', 'charge-denied')), 'no-loss', 'violated'],
  ['the driver never heard', without(record('op-1', 'outcome-received')), 'no-loss', 'violated'],
  [
    'a record vanished',
    change(
      (fact) => fact.kind === 'final-read',
      (fact) => ({ ...fact, vanished: ['events/0/3'] }) as Fact,
    ),
    'no-loss',
    'violated',
  ],
  ['no last read', without((fact) => fact.kind === 'final-read'), 'no-loss', 'inconclusive'],
  [
    'half a last read',
    change(
      (fact) => fact.kind === 'final-read',
      (fact) => ({ ...fact, partitions: [{ topic: 'events', partition: 0, beginning: 0, end: 30, read: 29 }] }) as Fact,
    ),
    'no-loss',
    'inconclusive',
  ],
  [
    'two outcomes with ids of their own',
    add(record('op-1', 'ticket-issued'), (fact) => ({ ...fact, id: 'other', offset: 99 }) as Fact),
    'no-duplicates',
    'violated',
  ],
  [
    'asked twice',
    add(record('op-2', 'charge-requested'), (fact) => ({ ...fact, id: 'other', offset: 99 }) as Fact),
    'no-duplicates',
    'violated',
  ],
  [
    'heard twice',
    add(record('op-2', 'outcome-received'), (fact) => ({ ...fact, id: 'other', offset: 99 }) as Fact),
    'no-duplicates',
    'violated',
  ],
  [
    'two tickets',
    add(record('op-1', 'ticket-issued'), (fact) => ({ ...fact, id: 'other', offset: 99 }) as Fact),
    'one-ticket-per-session',
    'violated',
  ],
  [
    'a ticket for other energy',
    change(record('op-1', 'ticket-issued'), (fact) => ({ ...fact, amounts: { suppliedWh: 51 } }) as Fact),
    'one-ticket-per-session',
    'violated',
  ],
  ['supplied, and no ticket', without(record('op-1', 'ticket-issued')), 'one-ticket-per-session', 'violated'],
  ['a ticket for nothing', without(record('op-1', 'supply-ended')), 'one-ticket-per-session', 'violated'],
  [
    'a route answered during the fault',
    change(
      (fact) => fact.kind === 'probe' && fact.route === 'engine' && fact.outcome === 'refused',
      (fact) => ({ ...fact, outcome: 'answers' }) as Fact,
    ),
    'fault-effective',
    'inconclusive',
  ],
  [
    'a route was closed, not refused',
    change(
      (fact) => fact.kind === 'probe' && fact.route === 'engine' && fact.outcome === 'refused',
      (fact) => ({ ...fact, outcome: 'closed' }) as Fact,
    ),
    'fault-effective',
    'inconclusive',
  ],
  [
    'a route was silent more often than a busy machine explains',
    change(
      (fact) => fact.kind === 'probe' && fact.route === 'engine' && fact.outcome === 'refused',
      (fact) => ({ ...fact, outcome: 'silent' }) as Fact,
    ),
    'fault-effective',
    'inconclusive',
  ],
  [
    'nobody probed a route',
    without((fact) => fact.kind === 'probe' && fact.route === 'driver' && fact.outcome === 'refused'),
    'fault-effective',
    'inconclusive',
  ],
  [
    'a broker was there all the time',
    add(
      (fact) => fact.kind === 'run',
      () => ({ kind: 'process', at: 0, phase: 'started', subject: 'kafka', pid: 1, startTime: '1' }),
    ),
    'fault-effective',
    'inconclusive',
  ],
  [
    'the proxy says that it is still closed',
    change(
      (fact) => fact.kind === 'route' && fact.open,
      (fact) => ({ ...fact, open: false }) as Fact,
    ),
    'fault-effective',
    'inconclusive',
  ],
  ['the fault was never injected', without((fact) => fact.kind === 'fault'), 'fault-effective', 'inconclusive'],
  [
    'a step failed',
    change(
      (fact) => fact.kind === 'step' && fact.path === '1.1' && fact.phase === 'end',
      (fact) => ({ ...fact, outcome: 'failed', reason: 'no' }) as Fact,
    ),
    'scenario-completed',
    'violated',
  ],
  [
    'a step never ended',
    without((fact) => fact.kind === 'step' && fact.path === '1.1' && fact.phase === 'end'),
    'scenario-completed',
    'inconclusive',
  ],
  [
    'the run was aborted',
    add(
      (fact) => fact.kind === 'final-read',
      () => ({ kind: 'aborted', at: 9250, reason: 'SIGINT' }),
    ),
    'scenario-completed',
    'inconclusive',
  ],
];

const health = (service: string, ready: boolean) => (fact: Fact) =>
  fact.kind === 'health' && fact.service === service && fact.ready === ready;
const usage = (service: string, at: number) => (fact: Fact) =>
  fact.kind === 'usage' && fact.service === service && fact.at === at;
const ended = (service: string) => (fact: Fact) => fact.kind === 'shut-down' && fact.service === service;
const both =
  (one: Change, other: Change): Change =>
  (facts) =>
    other(one(facts));
const watchedOn: Change = (facts) => watchedFor(10_000, facts);

/** The same for the checks that ask how a system behaves, beside whether it comes back. */
const behaviour: typeof mutations = [
  ['a yes for what was then lost', without(record('op-2', 'outcome-received')), 'honest-readiness', 'violated'],
  [
    'a service calls itself ready while Kafka is out of its reach',
    change(health('central', false), (fact) => ({ ...fact, ready: true }) as Fact),
    'honest-readiness',
    'violated',
  ],
  [
    'a service calls itself ready 3 s before its way is open again',
    change(health('engine', true), (fact) => ({ ...fact, at: 4500 }) as Fact),
    'honest-readiness',
    'violated',
  ],
  [
    'nobody asked the services how they are',
    without((fact) => fact.kind === 'health'),
    'honest-readiness',
    'inconclusive',
  ],
  [
    'no way was gone for long',
    (facts) => facts.map((fact) => (fact.kind === 'probe' ? { ...fact, first: Math.max(fact.first, 6800) } : fact)),
    'honest-readiness',
    'inconclusive',
  ],
  [
    'half a last read of what was promised',
    without((fact) => fact.kind === 'final-read'),
    'honest-readiness',
    'inconclusive',
  ],
  [
    'a service connects 160 times in a second',
    change(
      (fact) => fact.kind === 'connections' && fact.route === 'engine' && fact.from === 8000,
      (fact) => ({ ...fact, count: 160 }) as Fact,
    ),
    'no-reconnect-storm',
    'violated',
  ],
  [
    'nobody counted the connections of a service',
    without((fact) => fact.kind === 'connections' && fact.route === 'driver'),
    'no-reconnect-storm',
    'inconclusive',
  ],
  [
    'a way was never reachable',
    without((fact) => fact.kind === 'probe' && fact.route === 'driver' && fact.outcome === 'answers'),
    'no-reconnect-storm',
    'inconclusive',
  ],
  [
    'central answers nothing any more, and says that it is ready',
    both(
      without((fact) => fact.kind === 'record' && fact.source === 'central'),
      watchedOn,
    ),
    'no-zombie',
    'violated',
  ],
  [
    'a consumer was given no partition',
    both(
      change(
        (fact) => fact.kind === 'group' && fact.service === 'engine',
        (fact) => ({ ...fact, assigned: {} }) as Fact,
      ),
      watchedOn,
    ),
    'no-zombie',
    'violated',
  ],
  [
    'the driver takes requests and sends none, and its log says that it is connected',
    both(
      without((fact) => fact.kind === 'record' && fact.source === 'driver:D-1'),
      both(without(health('driver', true)), watchedOn),
    ),
    'no-zombie',
    'violated',
  ],
  [
    'central answers nothing, and was not watched for long',
    without((fact) => fact.kind === 'record' && fact.source === 'central'),
    'no-zombie',
    'inconclusive',
  ],
  [
    'the engine was asked for nothing',
    without((fact) => fact.kind === 'record' && (fact.to === 'engine' || fact.type === 'charge-accepted')),
    'no-zombie',
    'inconclusive',
  ],
  [
    'a log calls an event published that is nowhere',
    change(
      (fact) => fact.kind === 'claim' && fact.event === 'op-3/ticket-issued',
      (fact) => ({ ...fact, event: 'nowhere' }) as Fact,
    ),
    'no-false-ack',
    'violated',
  ],
  ['a yes, and no request in Kafka', without(record('op-2', 'charge-requested')), 'no-false-ack', 'violated'],
  ['no last read of what was claimed', without((fact) => fact.kind === 'final-read'), 'no-false-ack', 'inconclusive'],
  [
    'nobody claimed anything',
    without((fact) => fact.kind === 'claim' || fact.kind === 'operation'),
    'no-false-ack',
    'inconclusive',
  ],
  [
    'a service grew by 130 MB',
    change(usage('central', 10_200), (fact) => ({ ...fact, residentBytes: 230_000_000 }) as Fact),
    'bounded-memory',
    'violated',
  ],
  [
    'a service held 401 MB for a second',
    change(usage('monitor', 2200), (fact) => ({ ...fact, residentBytes: 401_000_000 }) as Fact),
    'bounded-memory',
    'violated',
  ],
  [
    'nobody looked how much a service holds',
    without((fact) => fact.kind === 'usage' && fact.service === 'engine'),
    'bounded-memory',
    'inconclusive',
  ],
  [
    'nobody looked for 7 s',
    without((fact) => fact.kind === 'usage' && fact.service === 'engine' && fact.at > 6500),
    'bounded-memory',
    'inconclusive',
  ],
  [
    'a log grew by 120 kB in an outage',
    change(usage('driver', 6200), (fact) => ({ ...fact, logBytes: 120_000 }) as Fact),
    'bounded-log',
    'violated',
  ],
  ['nobody looked at the logs', without((fact) => fact.kind === 'usage'), 'bounded-log', 'inconclusive'],
  [
    'a service ended with code 1',
    change(process('engine', 'exited'), (fact) => ({ ...fact, code: 1 }) as Fact),
    'graceful-shutdown',
    'violated',
  ],
  [
    'a service was killed in the end',
    change(process('engine', 'exited'), (fact) => ({ ...fact, code: null, signal: 'SIGKILL' }) as Fact),
    'graceful-shutdown',
    'violated',
  ],
  [
    'a service took 2.1 s to end',
    change(ended('driver'), (fact) => ({ ...fact, tookMs: 2100 }) as Fact),
    'graceful-shutdown',
    'violated',
  ],
  [
    'a service left a process behind',
    change(ended('monitor'), (fact) => ({ ...fact, left: 1 }) as Fact),
    'graceful-shutdown',
    'violated',
  ],
  ['nobody saw how a service ended', without(ended('central')), 'graceful-shutdown', 'inconclusive'],
];

const answer = (operation: string) => (fact: Fact) =>
  fact.kind === 'operation' && fact.operation === operation && fact.phase === 'ok';
const refuse = (operation: string) => change(answer(operation), (fact) => ({ ...fact, phase: 'fail' }) as Fact);
const ticket = (amounts: Record<string, number>) =>
  change(record('op-1', 'ticket-issued'), (fact) => ({ ...fact, amounts }) as Fact);
const panel = (fact: Fact) => fact.kind === 'states' && fact.service === 'central';
const noHeal = without((fact) => fact.kind === 'step' && fact.step === 'expectRecovery');

/** The same for the checks that ask whether the whole system serves again, and whether its books are right. */
const service: typeof mutations = [
  [
    'the engine takes no part in anything after the heal',
    without((fact) => fact.kind === 'record' && fact.correlationId === 'op-3' && fact.source === 'engine:CP-1'),
    'end-to-end',
    'violated',
  ],
  ['the drill was not heard of', without(record('op-3', 'outcome-received')), 'end-to-end', 'violated'],
  ['the drill ended without a ticket', without(record('op-3', 'ticket-issued')), 'end-to-end', 'violated'],
  ['after the heal everything is refused', both(refuse('op-2'), refuse('op-3')), 'end-to-end', 'violated'],
  ['the monitor was not heard of', without((fact) => fact.kind === 'heartbeat'), 'end-to-end', 'violated'],
  [
    'nothing was asked after the heal',
    without((fact) => fact.kind === 'operation' && fact.operation !== 'op-1'),
    'end-to-end',
    'inconclusive',
  ],
  ['there was no recovery to be after', noHeal, 'end-to-end', 'inconclusive'],
  [
    'a ticket for a watt-hour more',
    ticket({ suppliedWh: 51, amountCents: 2, priceCentsPerKwh: 45 }),
    'energy-and-money-conserved',
    'violated',
  ],
  [
    'a ticket that is a cent too dear',
    ticket({ suppliedWh: 50, amountCents: 3, priceCentsPerKwh: 45 }),
    'energy-and-money-conserved',
    'violated',
  ],
  [
    'a ticket at another price than was offered',
    ticket({ suppliedWh: 50, amountCents: 2, priceCentsPerKwh: 46 }),
    'energy-and-money-conserved',
    'violated',
  ],
  [
    'a ticket with half a cent',
    ticket({ suppliedWh: 50, amountCents: 2.25, priceCentsPerKwh: 45 }),
    'energy-and-money-conserved',
    'violated',
  ],
  [
    'a ticket with nothing on it',
    change(record('op-1', 'ticket-issued'), ({ ...fact }) => {
      if (fact.kind === 'record') delete fact.amounts;
      return fact;
    }),
    'energy-and-money-conserved',
    'violated',
  ],
  [
    'energy of which nobody said how much, and that nobody billed',
    both(
      without((fact) => record('op-1', 'ticket-issued')(fact) || record('op-3', 'ticket-issued')(fact)),
      change(record('op-1', 'supply-ended'), (fact) => ({ ...fact, amounts: {} }) as Fact),
    ),
    'energy-and-money-conserved',
    'violated',
  ],
  ['energy that nobody billed', without(record('op-1', 'ticket-issued')), 'energy-and-money-conserved', 'violated'],
  ['energy that nobody metered', without(record('op-1', 'supply-ended')), 'energy-and-money-conserved', 'violated'],
  [
    'energy billed twice',
    add(record('op-1', 'ticket-issued'), (fact) => ({ ...fact, id: 'other', offset: 99 }) as Fact),
    'energy-and-money-conserved',
    'violated',
  ],
  [
    'energy that flowed back',
    add(record('op-1', 'charge-accepted'), (fact) => {
      return { ...fact, id: 'report', type: 'supply-reported', offset: 99, amounts: { suppliedWh: 60 } } as Fact;
    }),
    'energy-and-money-conserved',
    'violated',
  ],
  [
    'nobody counted the tickets',
    without((fact) => fact.kind === 'final-read'),
    'energy-and-money-conserved',
    'inconclusive',
  ],
  [
    'nothing was supplied',
    without((fact) => fact.kind === 'record' && ['supply-ended', 'ticket-issued'].includes(fact.type)),
    'energy-and-money-conserved',
    'inconclusive',
  ],
  [
    'central goes on showing what was before',
    both(
      without((fact) => panel(fact) && fact.at === 7850),
      watchedOn,
    ),
    'states-converge',
    'violated',
  ],
  [
    'central shows a charge point as gone that is there',
    both(
      (facts) => facts.map((fact) => (panel(fact) ? ({ ...fact, says: { 'CP-1': 'DISCONNECTED' } } as Fact) : fact)),
      watchedOn,
    ),
    'states-converge',
    'violated',
  ],
  ['central shows nothing', both(without(panel), watchedOn), 'states-converge', 'violated'],
  [
    'the monitor says that the engine is broken, and central does not',
    both(
      change(
        (fact) => fact.kind === 'states' && fact.service === 'monitor',
        (fact) => ({ ...fact, says: { 'CP-1': 'BROKEN' } }) as Fact,
      ),
      watchedOn,
    ),
    'states-converge',
    'violated',
  ],
  [
    'nobody knows how the engine is',
    both(
      without((fact) => fact.kind === 'states' && fact.service === 'engine'),
      watchedOn,
    ),
    'states-converge',
    'violated',
  ],
  [
    'nobody asked how the charge point is',
    without((fact) => fact.kind === 'states'),
    'states-converge',
    'inconclusive',
  ],
  ['there was no heal to converge after', noHeal, 'states-converge', 'inconclusive'],
  [
    'central and the others were looked at for a second',
    both(
      without((fact) => panel(fact) && fact.at !== 7830),
      both(
        without((fact) => fact.kind === 'states' && fact.service === 'engine' && fact.at === 7820),
        (facts) => [...facts, { kind: 'step', at: 8900, phase: 'begin', path: 'down', step: 'down', title: 'down' }],
      ),
    ),
    'states-converge',
    'inconclusive',
  ],
];

describe('the judge', () => {
  test('a run in which everything went well is recovered, by every check', () => {
    const facts = goodRun();
    for (const fact of facts) expect(factSchema.safeParse(fact).error).toBeUndefined();
    const judged = judge(told(facts), invariants);
    expect(judged.checks.filter(({ verdict }) => verdict !== 'recovered')).toEqual([]);
    expect(judged.verdict).toBe('recovered');
    expect(judged.checks).toHaveLength(17);
  });

  test.each([...mutations, ...behaviour, ...service])('%s', (_what, mutate, check, verdict) => {
    const facts = mutate(goodRun());
    expect(verdictsOf(facts)[check]).toBe(verdict);
    expect(judge(told(facts), invariants).verdict).not.toBe('recovered');
  });

  test('a verdict points at facts that exist', () => {
    const facts = goodRun();
    for (const { lines } of judge(told(facts), invariants).checks) {
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) expect(facts[line - 1]).toBeDefined();
    }
  });

  test('one silent attempt among a hundred is a busy machine, no contradiction', () => {
    const silent = add(
      (fact) => fact.kind === 'probe' && fact.route === 'engine' && fact.outcome === 'refused',
      (fact) => ({ ...fact, outcome: 'silent', count: 1 }) as Fact,
    );
    expect(verdictsOf(silent(goodRun()))['fault-effective']).toBe('recovered');
  });

  test('a copy of an event is no second effect', () => {
    const copy = add(record('op-1', 'ticket-issued'), (fact) => ({ ...fact, offset: 99 }) as Fact);
    expect(verdictsOf(copy(goodRun()))).toMatchObject({
      'no-duplicates': 'recovered',
      'one-ticket-per-session': 'recovered',
    });
  });

  test('an unknown answer with nothing in Kafka is not a loss, one with a request in Kafka is owed its end', () => {
    const unknown = change(
      (fact) => fact.kind === 'operation' && fact.operation === 'op-2' && fact.phase === 'ok',
      (fact) => ({ ...fact, phase: 'unknown' }) as Fact,
    );
    const nothing = without((fact) => fact.kind === 'record' && fact.correlationId === 'op-2');
    expect(verdictsOf(nothing(unknown(goodRun())))['no-loss']).toBe('recovered');
    expect(verdictsOf(without(record('op-2', 'charge-denied'))(unknown(goodRun())))['no-loss']).toBe('violated');
  });

  test('nothing asked, no checks, an unknown check: nobody can tell', () => {
    expect(judge(told(without((fact) => fact.kind === 'operation')(goodRun())), invariants).verdict).not.toBe(
      'recovered',
    );
    const named = (checks: string[]) =>
      change(
        (fact) => fact.kind === 'run',
        (fact) => ({ ...fact, checks }) as Fact,
      )(goodRun());
    expect(judge(told(named([])), invariants).verdict).toBe('inconclusive');
    expect(judge(told(named(['no-restart', 'no-such-check'])), invariants).verdict).toBe('inconclusive');
    expect(judge(told(goodRun()), []).verdict).toBe('inconclusive');
    const mute = { name: 'no-restart', claim: 'none', judge: () => undefined as never };
    expect(judge(told(goodRun()), [...invariants, mute]).verdict, 'one that answers nothing').toBe('inconclusive');
  });

  test('taking out any run of facts never makes a verdict out of nothing', () => {
    const whole = goodRun();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: whole.length - 1 }), (kept) => {
        // A history that was cut short has no `closed`, so it is never recovered.
        expect(judge(history(whole.slice(0, kept)), invariants).verdict).not.toBe('recovered');
      }),
    );
  });
});

test('a good run that is cut short, wherever that is, is neither recovered nor violated', () => {
  const whole = goodRun().filter(({ kind }) => kind !== 'closed');
  for (const [index, last] of whole.entries()) {
    const cut: Fact[] = [...whole.slice(0, index + 1), { kind: 'aborted', at: last.at, reason: 'interrupted' }];
    expect(verdictOf(cut), `cut after ${JSON.stringify(last)}`).toBe('inconclusive');
    // Killed, it had no time to say so.
    expect(judge(history(whole.slice(0, index + 1)), invariants).verdict, 'killed then').toBe('inconclusive');
  }
});

describe('a service that the story itself kills', () => {
  const by = 'service.killed#2';
  const central = { subject: 'central', pid: 301, startTime: '30100' };
  const first = { subject: 'central', pid: 101, startTime: '10100' };
  const second = { subject: 'central', pid: 302, startTime: '30200' };
  const intent = (at: number, action: 'kill' | 'start', who = by) =>
    ({ kind: 'intent', at, action, subject: 'central', by: who }) as const;
  const ended = (at: number, which: typeof central, signal: string | null = 'SIGKILL') =>
    ({ kind: 'process', at, phase: 'exited', ...which, code: signal ? null : 0, signal }) as const;
  const begun = (at: number, which: typeof central) => ({ kind: 'process', at, phase: 'started', ...which }) as const;
  const fault = { kind: 'fault', fault: by, name: 'service.killed', title: 'central is killed' } as const;

  /** The good run in which this happens to central meanwhile; `last` is its process at the end. */
  const verdict = (facts: readonly Fact[], last: typeof central = central) => {
    const later = goodRun().map((fact) =>
      fact.kind === 'process' && fact.subject === 'central' && fact.at > 9000 ? { ...fact, ...last } : fact,
    );
    const place = later.findIndex((fact) => fact.kind === 'step' && fact.path === '1.1' && fact.phase === 'end');
    const inject: Fact[] = [{ ...fault, at: 1200, phase: 'inject', parameters: { service: 'central' } }];
    return verdictsOf(later.toSpliced(place + 1, 0, ...inject, ...facts))['no-restart'];
  };
  const [killing, end, starting, start] = [
    intent(2000, 'kill'),
    ended(2001, first),
    intent(4000, 'start'),
    begun(4001, central),
  ];

  test('and starts again is as it was announced', () => {
    expect(verdict([killing, end, starting, start])).toBe('recovered');
  });

  test.each([
    ['it dies once more, by nobody', [killing, end, starting, start, ended(5000, central)], central],
    [
      'it dies once more and is started by somebody',
      [killing, end, starting, start, ended(5000, central), begun(5001, second)],
      second,
    ],
    ['somebody else started it', [killing, end, start], central],
    ['somebody else said that he would start it', [killing, end, intent(4000, 'start', 'somebody'), start], central],
    ['it was back before the fault started it', [killing, end, begun(3000, central), starting], central],
    ['it was started twice', [killing, end, starting, start, begun(4500, second)], second],
    ['it had died before it was killed', [ended(1900, first), killing, starting, start], central],
    ['it ended in another way than by the kill', [killing, ended(2001, first, null), starting, start], central],
    ['somebody else announced the kill', [intent(2000, 'kill', 'somebody'), end, starting, start], central],
    ['the kill was announced for another service', [{ ...killing, subject: 'driver' }, end, starting, start], central],
  ] as const)('and %s: that is violated', (_what, facts, last) => {
    expect(verdict([...facts], last)).toBe('violated');
  });

  test('and never starts again cannot be told: nobody saw it at the end', () => {
    const gone = goodRun().filter((fact) => !(fact.kind === 'process' && fact.subject === 'central' && fact.at > 9000));
    const place = gone.findIndex((fact) => fact.kind === 'step' && fact.path === '1.1' && fact.phase === 'end');
    const inject: Fact[] = [{ ...fault, at: 1200, phase: 'inject' }];
    expect(verdictsOf(gone.toSpliced(place + 1, 0, ...inject, killing, end))['no-restart']).toBe('inconclusive');
  });
});

describe("a fault of a scenario's own", () => {
  const name = 'disk.busy';
  const own = (shown: readonly Partial<Fact>[], more: Partial<Fact> = {}) =>
    goodRun().flatMap((fact): Fact[] => {
      if (fact.kind === 'run') return [{ ...fact, faults: [name], ...more } as Fact];
      if (fact.kind !== 'fault') return [fact];
      const mine: Fact = { ...fact, name, fault: `${name}#1`, sparesKafka: true };
      const here = shown.filter(({ at }) => at === fact.at);
      return [
        mine,
        ...here.map((one) => ({ kind: 'shown', fault: `${name}#1`, sentence: 'x', holds: true, ...one }) as Fact),
      ];
    });
  const found = (facts: readonly Fact[]) =>
    judge(told(facts), invariants).checks.find((check) => check.name === 'fault-effective');
  const [there, healed] = [{ at: 21, shows: 'there' } as const, { at: 7800, shows: 'healed' } as const];

  test('took effect when it showed that it was there, and that it was healed', () => {
    expect(found(own([there, healed]))).toMatchObject({ verdict: 'recovered' });
  });

  test.each([
    ['showed nothing', [], 'was there and healed: write show(context, by'],
    ['never showed that it was there', [healed], 'was there: write'],
    ['never showed that it was healed', [there], 'was healed: write'],
    ['showed that it was not there', [{ ...there, holds: false }, healed], 'x'],
    ['showed it when it was over', [{ ...there, at: 7801 }, healed], 'x'],
    ['called it healed while it was there', [there, { ...healed, at: 2 }], 'x'],
  ] as const)('and %s: nobody can tell', (_what, shown, because) => {
    const facts = own(shown.map((one) => ({ ...one })));
    const late = shown
      .filter(({ at }) => at === 7801)
      .map((one) => ({ kind: 'shown', fault: `${name}#1`, sentence: 'x', holds: true, ...one }) as Fact);
    expect(found([...facts, ...late])).toMatchObject({
      verdict: 'inconclusive',
      because: expect.stringMatching(new RegExp(`^${name}: .*${because.replace('(', '\\(')}`)),
    });
  });

  test('that was never injected is named, and so is a step that does not say what it brings', () => {
    const never = goodRun().map((fact) =>
      fact.kind === 'run' ? { ...fact, faults: ['broker.notStarted', name] } : fact,
    );
    expect(found(never)).toMatchObject({
      verdict: 'inconclusive',
      because: expect.stringContaining(`${name} was not`),
    });
    const unsaid = goodRun().map((fact) =>
      fact.kind === 'run' ? { ...fact, unsaid: ['somebody pulls a plug'] } : fact,
    );
    expect(found(unsaid)).toMatchObject({
      verdict: 'inconclusive',
      because: expect.stringMatching(/“somebody pulls a plug”.*brings: 'nothing'/),
    });
  });

  test('leaves the way to Kafka as it is only if it says so, whatever its name', () => {
    const silent = (sparesKafka: boolean) =>
      goodRun().map((fact): Fact => {
        if (fact.kind === 'fault') return { ...fact, fault: 'service.plug#1', name: 'service.plug', sparesKafka };
        return fact.kind === 'probe' && fact.outcome === 'refused' ? { ...fact, last: 7600 } : fact;
      });
    const at = (sparesKafka: boolean) => recovery(told(silent(sparesKafka)))?.services[0]?.healedAt?.at;
    expect([at(true), at(false)]).toEqual([7000, 7600]);
  });
});

describe('a machine that had no time for anybody', () => {
  /** Seconds in which the services had a tenth of what they wanted, or nearly all of it. */
  const machine = (waited: number, from = 0, to = 60_000) =>
    Array.from({ length: (to - from) / 1000 }, (_, second): Fact => {
      const begin = from + second * 1000;
      const turns = { ran: { driver: 40, kafka: 100 }, waited: { driver: waited, kafka: 900 } };
      return { kind: 'machine', at: begin + 1000, from: begin, to: begin + 1000, lateMs: 20, ...turns };
    });
  const [starved, idle] = [machine(400), machine(4)];
  const beside = (facts: readonly Fact[], more: readonly Fact[]) => {
    const [run, ...rest] = facts.filter(({ kind }) => kind !== 'closed');
    return [...(run ? [run] : []), ...more, ...rest];
  };
  const judged = (facts: readonly Fact[], check: string) =>
    judge(told(facts), invariants).checks.find(({ name }) => name === check);
  const ofTime = new Set([
    'recovered-within',
    'end-to-end',
    'honest-readiness',
    'no-zombie',
    'states-converge',
    'graceful-shutdown',
    'scenario-completed',
  ]);
  /** Wrong in what it did, and not in how long it took. */
  const ofDeed =
    /^(a yes for what was then lost|a service ended with code 1|a service was killed in the end|a service left)/;
  const wrong = [...mutations, ...behaviour, ...service].filter(([, , , verdict]) => verdict === 'violated');
  const explained = ([what, , check]: (typeof wrong)[number]) => ofTime.has(check) && !ofDeed.test(what);

  test.each(wrong.filter(explained))('explains that %s', (_what, spoil, check) => {
    const found = judged(beside(spoil(goodRun()), starved), check);
    expect(found?.verdict, found?.because).toBe('inconclusive');
    expect(found?.because).toContain('processes waited for a processor 91 % of the time');
    const lines = found?.lines.map((line) => told(beside(spoil(goodRun()), starved)).facts[line - 1]?.kind);
    expect(lines).toContain('machine');
    expect(judged(beside(spoil(goodRun()), idle), check)?.verdict).toBe('violated');
  });

  test.each(wrong.filter((one) => !explained(one)))('does not explain that %s', (_what, spoil, check) => {
    expect(judged(beside(spoil(goodRun()), starved), check)?.verdict).toBe('violated');
  });

  test('says nothing against a run in which all went well', () => {
    expect(verdictOf(beside(goodRun(), starved))).toBe('recovered');
  });

  test('does not explain what had time enough without it, and neither does the start of Kafka', () => {
    const dead = watchedFor(
      10_000,
      goodRun().filter((fact) => !(fact.kind === 'record' && fact.source === 'central')),
    );
    expect(judged(beside(dead, machine(400, 8000, 12_000)), 'recovered-within')?.verdict).toBe('violated');
    expect(judged(beside(dead, machine(400, 7000, 19_000)), 'recovered-within')?.verdict).toBe('inconclusive');
    const late = goodRun().map((fact) =>
      fact.kind === 'step' && fact.step === 'expectRecovery' && fact.phase === 'begin'
        ? { ...fact, parameters: { withinMs: 10 } }
        : fact,
    );
    expect(judged(beside(late, machine(400, 7000, 9000)), 'recovered-within')?.verdict).toBe('violated');
  });

  test('that stood still, or slept, leaves nobody who watched: nobody can tell, whatever else was seen', () => {
    const stood: Fact = { kind: 'machine', at: 26_000, from: 6000, to: 26_000, lateMs: 19_900, stoodMs: 20_000 };
    const { verdict, checks } = judge(told(beside(goodRun(), [stood])), invariants);
    expect(verdict).toBe('inconclusive');
    expect(checks.find(({ name }) => name === 'watched')?.because).toBe(
      'the machine stood still for 20.0 s from 6.0 s on',
    );
    const slept: Fact = { kind: 'machine', at: 6100, from: 6000, to: 6100, lateMs: 0, sleptMs: 20_000 };
    expect(verdictOf(beside(goodRun(), [slept]))).toBe('inconclusive');
    const lost = without(record('op-1', 'ticket-issued'))(goodRun());
    expect(verdictOf(beside(lost, [stood]))).toBe('violated');
    // Shorter than anything that is measured here.
    expect(verdictOf(beside(goodRun(), [{ ...stood, to: 7500, lateMs: 1400, stoodMs: 1500 } as Fact]))).toBe(
      'recovered',
    );
  });

  test('and tells no turns is known by the late beats of the harness', () => {
    const spoil = wrong.find(([, , check]) => check === 'recovered-within')?.[1];
    const beats = (lateMs: number) =>
      starved.map(({ at, ...fact }): Fact => {
        const { ran: _ran, waited: _waited, ...rest } = fact as Extract<Fact, { kind: 'machine' }>;
        return { ...rest, at, lateMs };
      });
    expect(judged(beside(spoil?.(goodRun()) ?? [], beats(300)), 'recovered-within')?.verdict).toBe('inconclusive');
    expect(judged(beside(spoil?.(goodRun()) ?? [], beats(100)), 'recovered-within')?.verdict).toBe('violated');
  });
});
