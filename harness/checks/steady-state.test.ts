import { expect, test } from 'vitest';
import { goodRun, told } from '../../tests/support/histories/good-run.ts';
import type { Fact } from '../model/fact.ts';
import { steadyState } from './steady-state.ts';

interface Asked {
  readonly at: number;
  readonly tookMs?: number;
  readonly phase?: 'ok' | 'fail';
}

/** The good run with its fault from 5 s on, and with these requests in the place of its own. */
const judge = (before: readonly Asked[], after: readonly Asked[], more: readonly Fact[] = []) => {
  const kept = goodRun().filter(({ kind }) => kind !== 'operation');
  const moved = kept.map((fact) =>
    fact.kind === 'fault' && fact.phase.startsWith('inject') ? { ...fact, at: fact.at + 5000 } : fact,
  );
  const operations = [...before, ...after].flatMap(({ at, tookMs = 20, phase = 'ok' }): Fact[] => {
    const operation = `at-${at}`;
    return [
      { kind: 'operation', at, phase: 'invoke', operation },
      { kind: 'operation', at: at + tookMs, phase, operation },
    ];
  });
  return steadyState.judge(told([...moved, ...operations, ...more]));
};
const four = (from: number, more: Omit<Asked, 'at'> = {}): Asked[] =>
  [0, 1, 2, 3].map((index) => ({ at: from + index * 100, ...more }));

test('as often and as soon as before is as before', () => {
  expect(judge(four(1000), four(8000))).toMatchObject({ verdict: 'recovered' });
  expect(judge(four(1000), four(8000)).because).toBe(
    'before the fault 4 of 4 accepted, half of them answered within 20 ms, after the heal 4 of 4 accepted, half of them answered within 20 ms',
  );
});

test('one refusal, and a quarter of a second, are no difference', () => {
  const one = four(8000).with(0, { at: 8000, phase: 'fail' });
  expect(judge(four(1000), one).verdict).toBe('recovered');
  expect(judge(four(1000), four(8000, { tookMs: 260 })).verdict).toBe('recovered');
});

test('more refusals, or slower answers, are', () => {
  expect(judge(four(1000), four(8000, { phase: 'fail' })).verdict).toBe('violated');
  expect(judge(four(1000), four(8000, { tookMs: 280 })).verdict).toBe('violated');
});

test('slower answers of a run that was cut short are not', () => {
  const aborted: Fact = { kind: 'aborted', at: 9000, reason: 'interrupted' };
  expect(judge(four(1000), four(8000, { tookMs: 280 }), [aborted]).verdict).toBe('inconclusive');
});

test('refused before and refused after is as before', () => {
  expect(judge(four(1000, { phase: 'fail' }), four(8000, { phase: 'fail' })).verdict).toBe('recovered');
});

test('too few on either side, or nothing before the fault, is not exercised', () => {
  expect(judge(four(1000).slice(2), four(8000))).toMatchObject({ verdict: 'inconclusive', exercised: false });
  expect(judge(four(1000), four(8000).slice(2))).toMatchObject({ verdict: 'inconclusive', exercised: false });
  expect(steadyState.judge(told(goodRun()))).toMatchObject({ exercised: false });
});

test('without a heal nobody can tell', () => {
  const unhealed = goodRun().filter((fact) => !(fact.kind === 'probe' && fact.outcome === 'answers'));
  expect(steadyState.judge(told(unhealed))).toMatchObject({ verdict: 'inconclusive' });
});
