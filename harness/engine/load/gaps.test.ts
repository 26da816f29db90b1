import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ms } from '../../model/clock.ts';
import { gaps } from './gaps.ts';

const drawn = (seed: number | undefined, count = 2000) => {
  const gap = gaps({ every: ms(500), seed });
  return Array.from({ length: count }, gap);
};

describe('the gaps between requests', () => {
  test('are the beat without a seed', () => expect(new Set(drawn(undefined))).toEqual(new Set([500])));

  test('with one lie from half to one and a half of the beat, which stays their mean, and come again the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 2 }), (seed) => {
        const some = drawn(seed);
        expect(Math.min(...some)).toBeGreaterThanOrEqual(250);
        expect(Math.max(...some)).toBeLessThanOrEqual(750);
        // The mean of 2000 even draws strays by 3.2 ms; ten times that is no chance.
        expect(Math.abs(some.reduce((sum, gap) => sum + gap, 0) / some.length - 500)).toBeLessThan(32);
        expect(drawn(seed)).toEqual(some);
      }),
    );
  });

  test('differ from one seed to the next', () => expect(drawn(7, 10)).not.toEqual(drawn(8, 10)));
});
