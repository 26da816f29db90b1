import { expect, test } from 'vitest';
import { goodRun, told } from '../../tests/support/histories/good-run.ts';
import type { Fact } from '../model/fact.ts';
import { availability } from './availability.ts';

const came = 7950;
const over = 9050;
const step = { kind: 'step', path: '1.2', step: 'expectAvailability', title: 'goes on' } as const;
const parameters = { withinMs: 1000, watchMs: 2000 };

/** The good run, with its fault over what it otherwise does when it is healed, and a step that wants it to go on. */
function underTheFault(outcome: 'done' | 'failed' | 'aborted' = 'done'): Fact[] {
  const moved = goodRun().map((fact): Fact => {
    if (fact.kind !== 'fault') return fact;
    return { ...fact, at: fact.phase.startsWith('inject') ? came : over };
  });
  return [...moved, { ...step, at: 7960, phase: 'begin', parameters }, { ...step, at: 9040, phase: 'end', outcome }];
}
const judge = (facts: readonly Fact[]) => availability.judge(told(facts));
const without = (facts: readonly Fact[], wrong: (fact: Fact) => boolean) => facts.filter((fact) => !wrong(fact));
const from = (source: string) => (fact: Fact) => fact.kind === 'record' && fact.source === source;

test('who sends and hears under the fault has gone on, and it is told how soon', () => {
  const judged = judge(underTheFault());
  expect(judged.verdict, judged.because).toBe('recovered');
  expect(judged.because).toMatch(
    /^under "no Kafka" driver went on after 0\.\d+ s, central went on after 0\.\d+ s, engine went on after 0\.\d+ s; the first request asked meanwhile was served 0\.\d+ s after the fault$/,
  );
});

test.each(['driver:D-1', 'central', 'engine:CP-1'])('one service that does nothing is enough (%s)', (source) => {
  const judged = judge(without(underTheFault('failed'), from(source)));
  expect(judged.verdict).toBe('violated');
  expect(judged.because).toContain(`${source.split(':')[0]} neither sent nor heard: not within 1.09 s`);
});

test('one that sends and answers nobody has not gone on', () => {
  const deaf = underTheFault('failed').map((fact) => {
    if (!from('central')(fact) || fact.kind !== 'record') return fact;
    const { causationId: _cause, ...rest } = fact;
    return rest;
  });
  expect(judge(deaf).because).toContain('central sent and did not hear: not within 1.09 s');
});

test('what comes after the heal was not done under the fault', () => {
  const late = underTheFault('failed').map((fact): Fact => {
    if (fact.kind === 'fault' && fact.phase.startsWith('heal')) return { ...fact, at: 7990 };
    return fact.kind === 'step' && fact.step === 'expectAvailability' && fact.phase === 'end'
      ? { ...fact, at: 7985 }
      : fact;
  });
  expect(judge(late).verdict).toBe('violated');
});

test('late is violated, and says how late', () => {
  const patient = underTheFault().map((fact) =>
    fact.kind === 'step' && fact.step === 'expectAvailability' && fact.phase === 'begin'
      ? { ...fact, parameters: { withinMs: 30, watchMs: 2000 } }
      : fact,
  );
  expect(judge(patient)).toMatchObject({
    verdict: 'violated',
    because: expect.stringMatching(/central went on after 0\.\d+ s, more than 0\.03 s/),
  });
});

test('who waits, waits from the first that the fault did, and not from when that was known', () => {
  const fault = underTheFault().find((fact) => fact.kind === 'fault');
  const told = (by: string) => [
    ...underTheFault().map((fact) =>
      fact.kind === 'fault' && fact.phase === 'inject' ? { ...fact, at: came - 3000 } : fact,
    ),
    { kind: 'intent', at: came - 2000, action: 'kill', subject: 'kafka', by } as const,
  ];
  const waited = judge(told(fault?.kind === 'fault' ? fault.fault : ''));
  expect(waited).toMatchObject({
    verdict: 'violated',
    because: expect.stringMatching(/driver went on after 2\.\d+ s/),
  });
  expect(waited.because).toMatch(/the first request was served after 2\.\d+ s/);
  expect(judge(told('somebody else')).verdict).toBe('recovered');
});

test('a request that was asked before the fault proves nothing, however well it ends', () => {
  const asked = underTheFault('failed').map((fact) =>
    fact.kind === 'operation' && fact.phase === 'invoke' ? { ...fact, at: Math.min(fact.at, came - 10) } : fact,
  );
  expect(judge(asked)).toMatchObject({
    verdict: 'violated',
    because: expect.stringContaining('of 0 requests asked meanwhile none went all the way within 1.09 s'),
  });
});

test('of a watch that was cut short nobody can say "never"', () => {
  expect(judge(without(underTheFault('aborted'), from('central')))).toMatchObject({ verdict: 'inconclusive' });
});

test('a story that wants nobody to go on has not shown it', () => {
  expect(judge(goodRun())).toMatchObject({ verdict: 'inconclusive', exercised: false });
});
