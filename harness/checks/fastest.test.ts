import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fastest, type Growth } from './fastest.ts';

const growths = (parts: readonly (readonly [number, number])[]): Growth[] => {
  let from = 0;
  return parts.map(([took, amount], index) => {
    const growth = { from, to: from + took, amount, lines: [index] };
    from = growth.to;
    return growth;
  });
};
const seconds = (...amounts: readonly number[]) => growths(amounts.map((amount) => [1000, amount]));

test('one second’s burst is averaged over the time that was asked for', () => {
  expect(fastest(seconds(0, 0, 90, 0, 0), 3000)).toEqual({ perSecond: 30, lines: [0, 1, 2] });
  expect(fastest(seconds(0, 9, 90, 3, 0), 3000)).toEqual({ perSecond: 34, lines: [1, 2, 3] });
});

test('what was not watched for so long has no rate', () => {
  expect(fastest([], 3000)).toBeUndefined();
  expect(fastest(seconds(1000, 1000), 3000)).toBeUndefined();
});

test('no stretch of that length is faster, and one is as fast', () => {
  const part = fc.tuple(fc.integer({ min: 1, max: 2000 }), fc.nat(100));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      const all = growths(parts);
      // Each end with the latest begin that is far enough away: longer stretches that end there are not asked about.
      const rates = all.flatMap(({ to }, end) => {
        const begin = all.findLastIndex(({ from }) => to - from >= 3000);
        if (begin < 0) return [];
        const sum = all.slice(begin, end + 1).reduce((total, { amount }) => total + amount, 0);
        return [(sum * 1000) / (to - (all[begin]?.from ?? 0))];
      });
      expect(fastest(all, 3000)?.perSecond).toBe(rates.length > 0 ? Math.max(...rates) : undefined);
    }),
  );
});
