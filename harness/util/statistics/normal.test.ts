import fc from 'fast-check';
import { cumulativeStdNormalProbability } from 'simple-statistics';
import { expect, test } from 'vitest';
import { normalAbove, normalQuantile } from './normal.ts';

// Abramowitz and Stegun, Handbook of Mathematical Functions, tables 26.1 and 26.2: 1 - P(x).
test.each([
  [0, 0.5],
  [1, 0.158655253931457],
  [1.96, 0.0249978951482204],
  [2, 0.0227501319481792],
  [3, 0.00134989803163009],
  [4, 3.16712418331199e-5],
  [5, 2.86651571879194e-7],
  [6, 9.86587645037698e-10],
  [10, 7.61985302416053e-24],
])('above %d lies %d', (z, share) => {
  expect(Math.abs(normalAbove(z) / share - 1)).toBeLessThan(1e-11);
  expect(normalAbove(-z)).toBeCloseTo(1 - share, 14);
});

test('is what simple-statistics has, as far as its table goes', () => {
  const z = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(z, (any) => {
      expect(1 - normalAbove(any)).toBeCloseTo(cumulativeStdNormalProbability(any), 2);
    }),
  );
});

test('the quantile is its inverse', () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.95996398454005, 12);
  expect(normalQuantile(0.5)).toBeCloseTo(0, 12);
  const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(share, (any) => {
      expect(1 - normalAbove(normalQuantile(any))).toBeCloseTo(any, 12);
    }),
  );
});
