import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isNever, type Measured } from './measured.ts';
import { medianInterval, medianMeasured } from './median-measured.ts';

const never = (notWithinMs: number): Measured => ({ notWithinMs });
const took = (ms: number): Measured => ({ ms });
const value = fc.oneof(fc.nat(30_000).map(took), fc.nat(30_000).map(never));

describe('never', () => {
  test('is later than every time, however short it was watched', () => {
    expect(medianMeasured([took(100), took(9000), never(50)])).toEqual(took(9000));
  });

  test('is the median of mostly never, and of half of them, with the shortest watch', () => {
    expect(medianMeasured([took(100), never(30_000), never(20_000)])).toEqual(never(20_000));
    expect(medianMeasured([took(100), never(30_000)])).toEqual(never(30_000));
    expect(medianMeasured([took(100), took(300), never(30_000)])).toEqual(took(300));
  });

  test('is never averaged: a median is a time exactly where more than half of the values are', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 30 }), (some) => {
        const times = some.filter((each) => !isNever(each)).length;
        expect(isNever(medianMeasured(some))).toBe(times <= some.length / 2);
      }),
    );
  });

  test('is an end of the interval', () => {
    const interval = medianInterval([took(100), took(200), took(300), never(30_000), never(30_000)], 0.95);
    expect(interval).toEqual({ from: took(100), to: never(30_000) });
    expect(medianInterval([took(100)], 0.95)).toBeNull();
  });
});
