import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilson } from './wilson.ts';

describe("Wilson's interval", () => {
  // Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %d of %d is that of the table', (successes, trials, from, to) => {
    const interval = wilson(successes, trials, 0.95);
    expect(interval.from).toBeCloseTo(from, 4);
    expect(interval.to).toBeCloseTo(to, 4);
  });

  const trials = fc.integer({ min: 1, max: 500 });
  const seen = trials.chain((all) => fc.tuple(fc.integer({ min: 0, max: all }), fc.constant(all)));

  test('holds the share that was seen, stays within 0 and 1, and is never nothing', () => {
    fc.assert(
      fc.property(seen, ([successes, all]) => {
        const { from, to } = wilson(successes, all, 0.95);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(1);
        expect(from).toBeLessThanOrEqual(successes / all);
        expect(to).toBeGreaterThanOrEqual(successes / all);
        expect(to).toBeGreaterThan(from);
      }),
    );
  });

  test('is the mirror of that of the failures, and narrower the less sure it must be', () => {
    fc.assert(
      fc.property(seen, ([successes, all]) => {
        const [mine, others] = [wilson(successes, all, 0.95), wilson(all - successes, all, 0.95)];
        expect(mine.from).toBeCloseTo(1 - others.to, 10);
        const less = wilson(successes, all, 0.8);
        expect(less.to - less.from).toBeLessThan(mine.to - mine.from);
      }),
    );
  });

  test('of no trials is everything, and of more successes than trials an error', () => {
    expect(wilson(0, 0, 0.95)).toEqual({ from: 0, to: 1 });
    expect(() => wilson(3, 2, 0.95)).toThrow(RangeError);
  });
});
