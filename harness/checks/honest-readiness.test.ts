import { expect, test } from 'vitest';
import { goodRun, told } from '../../tests/support/histories/good-run.ts';
import { seconds } from '../model/clock.ts';
import type { Fact } from '../model/fact.ts';
import { honestReadiness } from './honest-readiness.ts';

const judged = (change: (fact: Fact) => Fact | undefined) =>
  honestReadiness({ withinMs: seconds(2) }).judge(told(goodRun().flatMap((fact) => change(fact) ?? [])));

/** The fault is on the engine's way alone, and the others never say that anything is wrong. */
const ofTheEngine = (fact: Fact): Fact => {
  if (fact.kind === 'fault') return { ...fact, parameters: { of: 'engine' } };
  if (fact.kind === 'health' && fact.service !== 'engine') return { ...fact, ready: true };
  return fact;
};

test('a fault on one way concerns that service alone', () => {
  expect(judged(ofTheEngine)).toMatchObject({ verdict: 'recovered' });
  const liar = judged((fact) => {
    const one = ofTheEngine(fact);
    return one.kind === 'health' ? { ...one, ready: true } : one;
  });
  expect(liar.verdict).toBe('violated');
  expect(liar.because).toContain('engine called itself ready');
  expect(liar.because).not.toContain('driver called itself ready');
});

test('silence that a busy machine explains is no outage, and silence that a fault brings is one', () => {
  const silent = (fact: Fact): Fact => {
    if (fact.kind === 'probe' && fact.outcome === 'refused') return { ...fact, outcome: 'silent' };
    return fact.kind === 'health' ? { ...fact, ready: true } : fact;
  };
  expect(judged(silent).verdict).toBe('violated');
  const early = judged((fact) => {
    const one = silent(fact);
    return one.kind === 'fault' && one.phase !== 'healed' && one.phase !== 'heal' ? { ...one, at: 6950 } : one;
  });
  expect(early).toMatchObject({ verdict: 'inconclusive' });
});

test('a service that was not up has nothing to say, and one that hears meanwhile is not cut off', () => {
  const down = judged((fact) => (fact.kind === 'health' ? { ...fact, answer: 'refused', ready: undefined } : fact));
  expect(down).toMatchObject({ verdict: 'inconclusive' });
  const working = judged((fact) => {
    if (fact.kind === 'health') return { ...fact, ready: true };
    return fact.kind === 'record' ? { ...fact, appendedAt: fact.appendedAt - 4000 } : fact;
  });
  expect(working).toMatchObject({ verdict: 'inconclusive' });
});
