import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ascending, percentile, slope } from './figures.ts';

test('a percentile is one of the values, and so many of them are not above it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.integer({ min: 1, max: 100 }), (values, percent) => {
      const found = percentile(ascending(values), percent);
      const notAbove = values.filter((value) => found !== undefined && value <= found).length;
      expect(values).toContain(found);
      expect((notAbove / values.length) * 100).toBeGreaterThanOrEqual(percent);
    }),
  );
  expect(percentile([], 99)).toBeUndefined();
  expect(percentile([1, 2, 3, 4], 50)).toBe(2);
});

test('the slope of a line is found, wherever it begins and whatever the steps are', () => {
  const small = fc.integer({ min: -1000, max: 1000 });
  fc.assert(
    fc.property(small, small, fc.uniqueArray(small, { minLength: 2 }), (start, rise, times) => {
      const points = times.map((at) => ({ at, value: start + rise * at }));
      expect(slope(points)).toBeCloseTo(rise, 6);
    }),
  );
  expect(slope([{ at: 1, value: 5 }])).toBe(0);
});
