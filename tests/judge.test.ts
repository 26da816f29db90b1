import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Fact, factSchema } from '../harness/core/fact.ts';
import { history } from '../harness/core/history.ts';
import { judge } from '../harness/judge.ts';
import { goodRun, told } from '../harness/testing/good-run.ts';
import { oneTicketPerSession } from '../scenarios/ev-charging/one-ticket-per-session.ts';

const invariants = [oneTicketPerSession];
const verdictsOf = (facts: readonly Fact[]) =>
  Object.fromEntries(judge(told(facts), invariants).checks.map(({ name, verdict }) => [name, verdict]));

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
  fact.kind === 'record' && fact.operation === operation && fact.type === type;
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
        () => ({ kind: 'step', at: 9250, phase: 'begin', path: 'proof', step: 'proof', title: 'proof' }),
      )(facts),
    'no-restart',
    'inconclusive',
  ],
  ['nobody looked at the end', without(process('monitor', 'alive')), 'no-restart', 'inconclusive'],
  ['a service was never seen to start', without(process('monitor', 'started')), 'no-restart', 'inconclusive'],
  [
    'the heal moved 6 s before the first record',
    change(
      (fact) => fact.kind === 'step' && fact.step === 'recover' && fact.phase === 'begin',
      (fact) => ({ ...fact, parameters: { withinMs: 10 } }) as Fact,
    ),
    'recovered-within',
    'violated',
  ],
  ['a monitor is never heard of again', without((fact) => fact.kind === 'sign'), 'recovered-within', 'violated'],
  ['the drill has no ticket', without(record('op-3', 'ticket-issued')), 'recovered-within', 'violated'],
  [
    'the drill was denied',
    change(record('op-3', 'ticket-issued'), (fact) => ({ ...fact, role: 'declined' }) as Fact),
    'recovered-within',
    'violated',
  ],
  [
    'nothing came back, and nobody watched to the end',
    (facts) =>
      change(
        (fact) => fact.kind === 'step' && fact.step === 'recover' && fact.phase === 'end',
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
    without((fact) => fact.kind === 'step' && fact.step === 'recover'),
    'recovered-within',
    'inconclusive',
  ],
  ['a request is not in Kafka', without(record('op-2', 'charge-requested')), 'nothing-lost', 'violated'],
  ['a request has no outcome', without(record('op-2', 'charge-denied')), 'nothing-lost', 'violated'],
  ['the driver never heard', without(record('op-1', 'outcome-received')), 'nothing-lost', 'violated'],
  [
    'a record vanished',
    change(
      (fact) => fact.kind === 'final-read',
      (fact) => ({ ...fact, vanished: ['events/0/3'] }) as Fact,
    ),
    'nothing-lost',
    'violated',
  ],
  ['no last read', without((fact) => fact.kind === 'final-read'), 'nothing-lost', 'inconclusive'],
  [
    'half a last read',
    change(
      (fact) => fact.kind === 'final-read',
      (fact) => ({ ...fact, partitions: [{ topic: 'events', partition: 0, beginning: 0, end: 30, read: 29 }] }) as Fact,
    ),
    'nothing-lost',
    'inconclusive',
  ],
  [
    'two outcomes with ids of their own',
    add(record('op-1', 'ticket-issued'), (fact) => ({ ...fact, id: 'other', offset: 99 }) as Fact),
    'nothing-doubled',
    'violated',
  ],
  [
    'asked twice',
    add(record('op-2', 'charge-requested'), (fact) => ({ ...fact, id: 'other', offset: 99 }) as Fact),
    'nothing-doubled',
    'violated',
  ],
  [
    'heard twice',
    add(record('op-2', 'outcome-received'), (fact) => ({ ...fact, id: 'other', offset: 99 }) as Fact),
    'nothing-doubled',
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
    'fault-took-effect',
    'inconclusive',
  ],
  [
    'a route was closed, not refused',
    change(
      (fact) => fact.kind === 'probe' && fact.route === 'engine' && fact.outcome === 'refused',
      (fact) => ({ ...fact, outcome: 'closed' }) as Fact,
    ),
    'fault-took-effect',
    'inconclusive',
  ],
  [
    'a route was silent more often than a busy machine explains',
    change(
      (fact) => fact.kind === 'probe' && fact.route === 'engine' && fact.outcome === 'refused',
      (fact) => ({ ...fact, outcome: 'silent' }) as Fact,
    ),
    'fault-took-effect',
    'inconclusive',
  ],
  [
    'nobody probed a route',
    without((fact) => fact.kind === 'probe' && fact.route === 'driver' && fact.outcome === 'refused'),
    'fault-took-effect',
    'inconclusive',
  ],
  [
    'a broker was there all the time',
    add(
      (fact) => fact.kind === 'run',
      () => ({ kind: 'process', at: 0, phase: 'started', subject: 'kafka', pid: 1, startTime: '1' }),
    ),
    'fault-took-effect',
    'inconclusive',
  ],
  [
    'the proxy says that it is still closed',
    change(
      (fact) => fact.kind === 'route' && fact.open,
      (fact) => ({ ...fact, open: false }) as Fact,
    ),
    'fault-took-effect',
    'inconclusive',
  ],
  ['the fault was never injected', without((fact) => fact.kind === 'fault'), 'fault-took-effect', 'inconclusive'],
  [
    'a step failed',
    change(
      (fact) => fact.kind === 'step' && fact.path === '1.1' && fact.phase === 'end',
      (fact) => ({ ...fact, outcome: 'failed', reason: 'no' }) as Fact,
    ),
    'story-as-told',
    'violated',
  ],
  [
    'a step never ended',
    without((fact) => fact.kind === 'step' && fact.path === '1.1' && fact.phase === 'end'),
    'story-as-told',
    'inconclusive',
  ],
  [
    'the run was aborted',
    add(
      (fact) => fact.kind === 'final-read',
      () => ({ kind: 'aborted', at: 9250, reason: 'SIGINT' }),
    ),
    'story-as-told',
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
    expect(judged.checks).toHaveLength(7);
  });

  test.each(mutations)('%s', (_what, mutate, check, verdict) => {
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
    expect(verdictsOf(silent(goodRun()))['fault-took-effect']).toBe('recovered');
  });

  test('a copy of an event is no second effect', () => {
    const copy = add(record('op-1', 'ticket-issued'), (fact) => ({ ...fact, offset: 99 }) as Fact);
    expect(verdictsOf(copy(goodRun()))).toMatchObject({
      'nothing-doubled': 'recovered',
      'one-ticket-per-session': 'recovered',
    });
  });

  test('an unknown answer with nothing in Kafka is not a loss, one with a request in Kafka is owed its end', () => {
    const unknown = change(
      (fact) => fact.kind === 'operation' && fact.operation === 'op-2' && fact.phase === 'ok',
      (fact) => ({ ...fact, phase: 'unknown' }) as Fact,
    );
    const nothing = without((fact) => fact.kind === 'record' && fact.operation === 'op-2');
    expect(verdictsOf(nothing(unknown(goodRun())))['nothing-lost']).toBe('recovered');
    expect(verdictsOf(without(record('op-2', 'charge-denied'))(unknown(goodRun())))['nothing-lost']).toBe('violated');
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
