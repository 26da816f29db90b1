import { expect, test } from 'vitest';
import { goodRun, told } from '../../tests/support/histories/good-run.ts';
import { availability } from '../checks/availability.ts';
import { steadyState } from '../checks/steady-state.ts';
import type { Check } from '../model/check.ts';
import type { Fact } from '../model/fact.ts';
import { excuseTime } from './unfit.ts';

const machine = (waited: number): Fact[] =>
  Array.from({ length: 20 }, (_, second) => ({
    kind: 'machine',
    at: second * 1000 + 1000,
    from: second * 1000,
    to: second * 1000 + 1000,
    lateMs: 20,
    ran: { central: 40 },
    waited: { central: waited },
  }));
const verdictOf = (check: Check, facts: readonly Fact[], waited: number) => {
  const history = told([...facts, ...machine(waited)]);
  return excuseTime(history, check.judge(history)).verdict;
};

test('whether the system went on in time is not told by a busy machine', () => {
  const step = { kind: 'step', path: '1.2', step: 'expectAvailability', title: 'goes on' } as const;
  const facts = goodRun()
    .filter((fact) => !(fact.kind === 'record' && fact.source === 'central'))
    .map(
      (fact): Fact => (fact.kind === 'fault' ? { ...fact, at: fact.phase.startsWith('inject') ? 7950 : 9050 } : fact),
    );
  const watched: Fact[] = [
    ...facts,
    { ...step, at: 7960, phase: 'begin', parameters: { withinMs: 1000 } },
    { ...step, at: 9040, phase: 'end', outcome: 'failed' },
  ];
  expect(verdictOf(availability, watched, 400)).toBe('inconclusive');
  expect(verdictOf(availability, watched, 4)).toBe('violated');
});

test('whether requests are answered as soon as before is not told by a busy machine', () => {
  const asked = (from: number, tookMs: number) =>
    [0, 1, 2, 3].flatMap((index): Fact[] => {
      const [at, operation] = [from + index * 100, `at-${from + index}`];
      return [
        { kind: 'operation', at, phase: 'invoke', operation },
        { kind: 'operation', at: at + tookMs, phase: 'ok', operation },
      ];
    });
  const facts = goodRun()
    .filter(({ kind }) => kind !== 'operation')
    .map(
      (fact): Fact =>
        fact.kind === 'fault' && fact.phase.startsWith('inject') ? { ...fact, at: fact.at + 5000 } : fact,
    );
  const slower = [...facts, ...asked(1000, 20), ...asked(8000, 400)];
  expect(verdictOf(steadyState, slower, 400)).toBe('inconclusive');
  expect(verdictOf(steadyState, slower, 4)).toBe('violated');
});
