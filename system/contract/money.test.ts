import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountCents, mostCentsPerKwh, mostWattHours, wattMs, wholeWattHours } from './money.ts';

const energy = fc.nat(mostWattHours);
const price = fc.nat(mostCentsPerKwh);
const energyMs = fc.nat(Number.MAX_SAFE_INTEGER);
const wattMsPerWh = 3_600_000n;

describe('an amount', () => {
  test('is what integers of any size say it is', () => {
    fc.assert(
      fc.property(energy, price, (wattHours, cents) => {
        expect(BigInt(amountCents(wattHours, cents))).toBe((BigInt(wattHours) * BigInt(cents) + 500n) / 1000n);
      }),
    );
  });

  test.each([
    [1000, 48, 48],
    [0, 48, 0],
    [1000, 0, 0],
    [499, 1, 0],
    [500, 1, 1],
    [1499, 1, 1],
    [1500, 1, 2],
    [mostWattHours, mostCentsPerKwh, 1_000_000_000_000],
  ])('of %i Wh at %i cents per kWh is %i cents', (wattHours, cents, amount) => {
    expect(amountCents(wattHours, cents)).toBe(amount);
  });

  test('never falls when more is supplied or the price rises', () => {
    fc.assert(
      fc.property(fc.nat(mostWattHours / 2), fc.nat(mostCentsPerKwh / 2), fc.nat(2000), (wattHours, cents, more) => {
        const amount = amountCents(wattHours, cents);
        expect(amountCents(wattHours + more, cents)).toBeGreaterThanOrEqual(amount);
        expect(amountCents(wattHours, cents + more)).toBeGreaterThanOrEqual(amount);
      }),
    );
  });

  test('is exact for whole kilowatt-hours', () => {
    fc.assert(
      fc.property(fc.nat(mostWattHours / 1000), price, (kilowattHours, cents) => {
        expect(amountCents(kilowattHours * 1000, cents)).toBe(kilowattHours * cents);
      }),
    );
  });

  test.each([
    [0.5, 2],
    [2, 0.5],
    [-1, 1],
    [1, -1],
    [-2, -3],
    [Number.NaN, 1],
    [Number.POSITIVE_INFINITY, 0],
    [2 ** 53, 1],
    [2 ** 40, 2 ** 40],
    [Number.MAX_SAFE_INTEGER, 1],
  ])('of %d Wh at %d cents per kWh is refused', (wattHours, cents) => {
    expect(() => amountCents(wattHours, cents)).toThrow(RangeError);
  });
});

describe('an energy', () => {
  test('in Wh is what integers of any size say, and nothing of an hour that is not whole', () => {
    fc.assert(
      fc.property(energyMs, (energy) => {
        expect(BigInt(wholeWattHours(energy))).toBe(BigInt(energy) / wattMsPerWh);
      }),
    );
  });

  test('comes back from W·ms as it went, up to the next whole Wh', () => {
    fc.assert(
      fc.property(fc.nat(mostWattHours - 1), fc.nat(Number(wattMsPerWh) - 1), (wattHours, more) => {
        expect(wholeWattHours(wattMs(wattHours) + more)).toBe(wattHours);
      }),
    );
    expect(wholeWattHours(wattMs(mostWattHours))).toBe(mostWattHours);
  });

  test('never falls when more is supplied', () => {
    fc.assert(
      fc.property(energyMs, energyMs, (one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(wholeWattHours(more)).toBeGreaterThanOrEqual(wholeWattHours(less));
      }),
    );
  });

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('of %d is refused', (value) => {
    expect(() => wholeWattHours(value)).toThrow(RangeError);
    expect(() => wattMs(value)).toThrow(RangeError);
  });

  test('that is whole, but not exact in W·ms, is refused', () => {
    expect(() => wattMs(2 ** 40)).toThrow('W·ms');
  });
});
