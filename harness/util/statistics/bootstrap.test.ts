import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bootstrapInterval, surenessOfRange } from './bootstrap.ts';
import { median } from './quantile.ts';
import { random } from './random.ts';

const options = { statistic: median, confidence: 0.95, resamples: 500, seed: 1 };
const values = fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 20 });

describe('the bootstrap interval', () => {
  test('lies within the values, is the same each time, and does not ask in which order they come', () => {
    fc.assert(
      fc.property(values, (some) => {
        const { from, to } = bootstrapInterval(some, options);
        expect(from).toBeGreaterThanOrEqual(Math.min(...some));
        expect(to).toBeLessThanOrEqual(Math.max(...some));
        expect(from).toBeLessThanOrEqual(to);
        expect(bootstrapInterval(some, options)).toEqual({ from, to });
      }),
      { numRuns: 50 },
    );
  });

  test('moves and grows with the values', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 10 }), fc.integer({ min: -99, max: 99 }), (some, times, more) => {
        const { from, to } = bootstrapInterval(some, options);
        const moved = some.map((value) => value * times + more);
        const after = bootstrapInterval(moved, options);
        expect(after.from).toBeCloseTo(from * times + more, 6);
        expect(after.to).toBeCloseTo(to * times + more, 6);
      }),
      { numRuns: 50 },
    );
  });

  test('of five values is their whole range: a draw has the least three times in 5.8 % of all draws', () => {
    expect(bootstrapInterval([5, 1, 4, 2, 3], { ...options, resamples: 5000 })).toEqual({ from: 1, to: 5 });
  });

  // Of 25 values, the 8th and the 18th hold the median in 95.7 % (order statistics, Conover, table A3).
  test('of 25 values is near the interval that their order gives', () => {
    const some = Array.from({ length: 25 }, (_, index) => index + 1);
    const { from, to } = bootstrapInterval(some, { ...options, resamples: 5000 });
    expect(Math.abs(from - 8)).toBeLessThanOrEqual(1);
    expect(Math.abs(to - 18)).toBeLessThanOrEqual(1);
  });

  test('holds the median about as often as it says, where there are enough values', () => {
    const next = random(3);
    let held = 0;
    for (let round = 0; round < 400; round += 1) {
      // A lopsided distribution as waiting times have one; its median is ln 2.
      const { from, to } = bootstrapInterval(
        Array.from({ length: 20 }, () => -Math.log(1 - next())),
        { ...options, resamples: 300, seed: round },
      );
      if (from <= Math.LN2 && Math.LN2 <= to) held += 1;
    }
    expect(held / 400).toBeGreaterThan(0.9);
    expect(held / 400).toBeLessThan(0.99);
  });

  test('ends in never where many of the values are', () => {
    const never = Number.POSITIVE_INFINITY;
    expect(bootstrapInterval([100, 110, 120, never, never], options)).toEqual({ from: 100, to: never });
    expect(bootstrapInterval([never, never], options)).toEqual({ from: never, to: never });
  });

  test('of nothing is an error', () => {
    expect(() => bootstrapInterval([], options)).toThrow(RangeError);
  });
});

test('how sure a range of a few values can be, as their order tells', () => {
  expect([0, 1, 2, 3, 5, 6].map(surenessOfRange)).toEqual([0, 0, 0.5, 0.75, 0.9375, 0.96875]);
});
