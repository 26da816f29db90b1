import { expect, test } from 'vitest';
import { type Check, passed } from '../core/check.ts';
import type { Fact } from '../core/fact.ts';
import { goodRun, told } from '../testing/good-run.ts';
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
