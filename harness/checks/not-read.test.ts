import { expect, test } from 'vitest';
import { goodRun, told } from '../../tests/support/histories/good-run.ts';
import type { Fact, FactOf } from '../model/fact.ts';
import { buildReport } from '../report/build.ts';
import { renderConsole, renderEnd } from '../reporters/console/console.ts';
import { judge as judgeAll } from './judge.ts';

type RecordFact = FactOf<'record'>;
const isTicket = (fact: Fact): fact is RecordFact =>
  fact.kind === 'record' && fact.correlationId === 'op-3' && fact.type === 'ticket-issued';
const ticketIn = (facts: readonly Fact[]): RecordFact => {
  const found = facts.find(isTicket);
  if (!found) throw new Error('The good run has a ticket of op-3.');
  return found;
};
const without = (facts: readonly Fact[], wrong: (fact: Fact) => boolean) => facts.filter((fact) => !wrong(fact));
/** The good run in which nobody saw the drill's ticket. */
const missing = () => without(goodRun(), isTicket);

/** The ticket as a record that the description of the system cannot read. */
const unreadable = (appendedAt = ticketIn(goodRun()).appendedAt): RecordFact => {
  const { correlationId: _, causationId: __, amounts: ___, to: ____, ...rest } = ticketIn(goodRun());
  return { ...rest, appendedAt, role: 'unreadable', id: 'x', type: 'unreadable', source: 'unknown', detail: 'no JSON' };
};
const unseen = (more: Partial<FactOf<'unseen'>> = {}): FactOf<'unseen'> => {
  const { at, topic, partition, offset, appendedAt } = ticketIn(goodRun());
  return { kind: 'unseen', at, topic, partition, from: offset, to: offset, appendedAt, why: 'no codec', ...more };
};
/** Behind the record before it, so that the history stays in order. */
const and = (facts: readonly Fact[], fact: Fact): Fact[] =>
  [...facts, fact].toSorted((one, other) => one.at - other.at);
const judge = (facts: readonly Fact[]) =>
  Object.fromEntries(judgeAll(told([...facts]), []).checks.map((check) => [check.name, check]));
const reportOf = (facts: readonly Fact[]) => buildReport(told([...facts]), []);

const rests = ['recovered-within', 'no-loss', 'end-to-end', 'honest-readiness'];

test.each(rests)('%s calls what nobody saw missing, where all that is there was read', (name) => {
  expect(judge(goodRun())[name]?.verdict).toBe('recovered');
  expect(judge(missing())[name]?.verdict).toBe('violated');
});

test.each(rests)('%s cannot tell where a record that nobody understood may be the one', (name) => {
  const judged = judge(and(missing(), unreadable()))[name];
  expect(judged).toMatchObject({ verdict: 'inconclusive' });
  expect(judged?.because).toMatch(
    /but it may be among 1 records that the description of the system cannot read \(.*no JSON\)$/,
  );
});

test.each(rests)('%s cannot tell where a batch that nobody could read may be the one', (name) => {
  const judged = judge(and(missing(), unseen()))[name];
  expect(judged).toMatchObject({ verdict: 'inconclusive' });
  expect(judged?.because).toContain('no codec');
});

test('what was appended before the heal is not what is missing after it', () => {
  const early = judge(and(missing(), unreadable(1)));
  expect(early['recovered-within']?.verdict).toBe('violated');
  expect(early['end-to-end']?.verdict).toBe('violated');
  expect(early['no-loss']?.verdict).toBe('inconclusive');
});

test('without a whole last read nobody says never', () => {
  const judged = judge(without(missing(), ({ kind }) => kind === 'final-read'));
  for (const name of rests) expect(judged[name]?.verdict, name).toBe('inconclusive');
});

test('a service without Kafka has nothing there that could be missed', () => {
  const silent = and(
    without(missing(), ({ kind }) => kind === 'heartbeat'),
    unreadable(),
  );
  expect(judge(silent)['recovered-within']?.verdict).toBe('violated');
});

test('where nothing is missing an unreadable record takes nothing away, but it may be a second effect', () => {
  const judged = judge(and(goodRun(), unreadable()));
  for (const name of rests) expect(judged[name]?.verdict, name).toBe('recovered');
  expect(judged['no-duplicates']?.verdict).toBe('inconclusive');
});

test('by the time of whoever sent a record nothing is measured', () => {
  const judged = judge(and(goodRun(), unseen({ undated: true, why: "the time is its producer's" })));
  expect(judged['recovered-within']).toMatchObject({ verdict: 'inconclusive' });
  expect(judged['no-loss']?.verdict).toBe('recovered');
});

test('a step that waited in vain for what was there and not heard has not been failed by the system', () => {
  const begin = {
    kind: 'step',
    path: '9',
    step: 'waitUntil',
    title: 'a charge is made',
    phase: 'begin',
    at: 4000,
  } as const;
  const end = { ...begin, phase: 'end', at: 8000, outcome: 'failed', reason: 'not in time' } as const;
  const failed = and(and(goodRun(), begin), end);
  expect(judge(failed)['scenario-completed']?.verdict).toBe('violated');
  const late = { ...unreadable(5000), role: 'other', at: 9000, seen: 'final' } as const;
  const judged = judge(and(failed, late))['scenario-completed'];
  expect(judged).toMatchObject({ verdict: 'inconclusive' });
  expect(judged?.because).toContain('1 records that were in Kafka by then had not been heard');
});

test('what went with a topic that was deleted and made again, Kafka lost, and no service', () => {
  const { topic, partition, offset } = ticketIn(goodRun());
  const gone = goodRun().map((fact) =>
    fact.kind === 'final-read' ? { ...fact, vanished: [`${topic}/${partition}/${offset}`] } : fact,
  );
  expect(judge(gone)['no-loss']?.verdict).toBe('violated');
  const id = (word: string) => ({ kind: 'topic', at: 9000, topic, id: word, partitions: 1 }) as const;
  const judged = judge(and(and(gone, id('one')), id('another')))['no-loss'];
  expect(judged?.verdict).toBe('recovered');
  expect(judged?.because).toContain('Kafka itself lost 1 records, with topics that were deleted and made again');
});

test('a reader is told, with samples, and of nobody that he did not recover', () => {
  const report = reportOf(and(missing(), unreadable()));
  expect(report.unread?.[0]).toMatch(/^1 record that the description of the system cannot read: .*no JSON$/);
  expect(renderConsole(report)).toMatch(/ {2}! {3}not evidence: 1 record that/);
  expect(report.sentence).toMatch(/^Nobody can tell/);
  const silent = reportOf(
    and(
      without(goodRun(), (fact) => fact.kind === 'record' && fact.source === 'central'),
      unreadable(),
    ),
  );
  expect(renderEnd(silent)).toMatch(/central +nobody can tell/);
  expect(reportOf(goodRun()).unread).toEqual([]);
});
