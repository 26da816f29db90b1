import { expect, test } from 'vitest';
import { canary, facts, ranIn } from '../../../tests/support/gate/facts.ts';
import { judgeGate } from './judge.ts';
import { gateLines } from './words.ts';

const planned = ['slow-kafka', 'canary', 'calm', 'mid-run-outage'].map((scenario) => ({
  ...{ scenario, repeat: 1, control: scenario === 'canary' },
}));

test('what an interrupted gate did not come to is one line, and what it found has its own', () => {
  const lines = gateLines(judgeGate(facts({ planned, runs: [ranIn(3000), canary()] })));
  expect(lines.filter((line) => /not begun/.test(line))).toEqual([
    '?     calm, mid-run-outage: the run was not begun, or not ended.',
  ]);
  expect(lines.filter((line) => line.startsWith('FAIL'))).toHaveLength(1);
});

test('a scenario of which some runs are missing says how many', () => {
  const twice = [1, 2].map((repeat) => ({ scenario: 'slow-kafka', repeat, control: false }));
  const lines = gateLines(judgeGate(facts({ planned: [...planned, ...twice.slice(1)], runs: [ranIn(500), canary()] })));
  expect(lines).toContain('?     slow-kafka: 1 of 2 runs were not begun, or not ended.');
});

test('a time that is a little over its budget does not read as the budget', () => {
  const lines = gateLines(judgeGate(facts({ runs: [ranIn(2004), canary()] })));
  expect(lines[0]).toBe('FAIL  slow-kafka: central: recovered after 2.004 s (budget: 2.00 s, fail)');
});
