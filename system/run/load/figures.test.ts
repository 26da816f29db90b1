import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ascending, percentile } from './figures.ts';

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
