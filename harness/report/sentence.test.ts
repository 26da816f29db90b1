import { expect, test } from 'vitest';
import { goodRun, told } from '../../tests/support/histories/good-run.ts';
import { type Check, passed, violated } from '../model/check.ts';
import type { Fact } from '../model/fact.ts';
import { history } from '../model/history.ts';
import { buildReport } from './build.ts';

/** Those that the run names and that only its system knows: nothing here is about them. */
const own = ['one-ticket-per-session', 'energy-and-money-conserved', 'states-converge'].map(
  (name): Check => ({ name, claim: name, judge: () => passed(name, [1]) }),
);

/** The same run, in which a process ended that nobody meant to end. */
const restarted = (): Fact[] =>
  goodRun().flatMap((fact): Fact[] =>
    fact.kind === 'process' && fact.phase === 'started' && fact.subject === 'central'
      ? [fact, { ...fact, phase: 'exited', code: 0, signal: null }]
      : [fact],
  );

test('who recovered did so by itself, unless somebody was restarted meanwhile', () => {
  expect(buildReport(told(goodRun()), own).sentence).toMatch(/services recovered by themselves/);
  const { verdict, sentence } = buildReport(told(restarted()), own);
  expect(verdict).toBe('violated');
  expect(sentence).not.toContain('recovered by themselves');
  expect(sentence).toMatch(/work again, and not all of them by themselves; .*Violated: .*no-restart/);
});

/** Nobody came to look who was there at the end. */
const unseen = (): Fact[] =>
  goodRun().filter((fact) => fact.kind !== 'closed' && !(fact.kind === 'process' && fact.phase === 'alive'));

test('a run that was interrupted says so first, and not what therefore nobody looked at', () => {
  const sentenceOf = (reason: string) =>
    buildReport(told([...unseen(), { kind: 'aborted', at: 12_140, reason }]), own).sentence;
  expect(sentenceOf('interrupted by SIGTERM')).toBe('Nobody can tell: the run was interrupted (SIGTERM) after 12.1 s.');
  expect(sentenceOf('no port is free.')).toBe('Nobody can tell: the run was aborted after 12.1 s: no port is free.');
  const [first] = unseen();
  const stopped: Fact[] = [
    { kind: 'step', at: 2100, phase: 'end', path: '1', step: 'during', title: 'x', outcome: 'aborted' },
    { kind: 'aborted', at: 9000, reason: 'interrupted by SIGINT' },
  ];
  expect(buildReport(told([...(first ? [first] : []), ...stopped]), own).sentence).toContain('(SIGINT) after 2.1 s.');
});

test('a run whose harness was killed says so first', () => {
  const { sentence } = buildReport(history(unseen()), own);
  expect(sentence).toBe(
    'Nobody can tell: the history ends after 10.4 s: the run was killed, or the file was cut short.',
  );
});

test('one that came to its end says what could not be told', () => {
  expect(buildReport(told(unseen()), own).sentence).toBe(
    'Nobody can tell: nobody looked whether driver, central, engine, monitor were still the same processes.',
  );
});

test('what is violated is named, each check, what is lost first and with its number', () => {
  const lost = goodRun().filter(
    (fact) => !(fact.kind === 'record' && fact.correlationId === 'op-3' && fact.type === 'ticket-issued'),
  );
  const { sentence } = buildReport(told(lost), own);
  expect(sentence).toContain('1 of 3 requests lost. Violated: no-loss, ');
  const { verdict, sentence: gone } = buildReport(
    told(goodRun().map((fact) => (fact.kind === 'final-read' ? { ...fact, vanished: ['events/0/3'] } : fact))),
    own,
  );
  expect(verdict).toBe('violated');
  expect(gone).not.toContain('nothing lost');
  expect(gone).toContain('not all of 3 requests kept: Kafka itself lost 1 records. Violated: no-loss.');
});

test('of a system that knows checks of its own, these stand behind what is lost and before what is late', () => {
  const [first, ...rest] = own;
  const wrong = { ...first, name: 'one-ticket-per-session', claim: 'x', judge: () => violated('two', [1]) };
  const facts = restarted().filter((fact) => !(fact.kind === 'record' && fact.type === 'charge-denied'));
  expect(buildReport(told(facts), [wrong, ...rest]).sentence).toMatch(
    /Violated: no-loss, one-ticket-per-session, .*no-restart/,
  );
});

test('all that nobody can tell is said, and what several checks say once', () => {
  const facts = unseen().filter(({ kind }) => kind !== 'final-read');
  expect(buildReport(told(facts), own).sentence).toBe(
    'Nobody can tell: the topics were not read to their end (no-loss, no-duplicates, honest-readiness, no-false-ack); nobody looked whether driver, central, engine, monitor were still the same processes (no-restart).',
  );
});
