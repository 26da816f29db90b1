import fc from 'fast-check';
import { median as known, mean } from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import { median, quantile } from './quantile.ts';

const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), { minLength: 1 });
const never = Number.POSITIVE_INFINITY;

describe('the quantile', () => {
  test('in the middle is the median that simple-statistics has', () => {
    fc.assert(
      fc.property(values, (some) => {
        expect(median(some)).toBeCloseTo(known(some), 6);
      }),
    );
  });

  // Hyndman and Fan, Sample Quantiles in Statistical Packages (1996), definition 7; the figures are R's for `quantile(x)`.
  test('is the one that R has by default', () => {
    const some = [15, 20, 35, 40, 50];
    expect([0, 0.05, 0.25, 0.4, 0.9, 1].map((share) => quantile(some, share))).toEqual([15, 16, 20, 29, 46, 50]);
  });

  test('lies between the least and the greatest, and grows with the share', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, share, share, (some, one, other) => {
        const [lower, upper] = [Math.min(one, other), Math.max(one, other)];
        expect(quantile(some, lower)).toBeGreaterThanOrEqual(Math.min(...some));
        expect(quantile(some, upper)).toBeLessThanOrEqual(Math.max(...some));
        const nearly = 1e-12 * Math.max(...some.map(Math.abs), mean(some.map(Math.abs)));
        expect(quantile(some, lower)).toBeLessThanOrEqual(quantile(some, upper) + nearly);
      }),
    );
  });

  test('does not average what never came', () => {
    expect(median([1, 2, never])).toBe(2);
    expect(median([1, never])).toBe(never);
    expect(median([never, never])).toBe(never);
    expect(quantile([1, 2, never], 0.5)).toBe(2);
    expect(quantile([1, 2, never], 0.51)).toBe(never);
  });

  test('of nothing, and of no share, is an error and no number', () => {
    expect(() => median([])).toThrow(RangeError);
    expect(() => quantile([1], 1.1)).toThrow(RangeError);
    expect(() => quantile([1], Number.NaN)).toThrow(RangeError);
  });
});
