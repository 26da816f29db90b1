import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  euros,
  exactKilowattHours,
  kilowattHours,
  kilowatts,
  percent,
  price,
  startOfDay,
  time,
  wattHoursFrom,
} from './format.ts';

const whole = fc.maxSafeInteger();
const amount = fc.nat(Number.MAX_SAFE_INTEGER);
/** The digits of a figure as an integer again. */
const digits = (text: string): bigint => BigInt(text.replaceAll(/[^\d-]/g, ''));

describe('figures', () => {
  test.each([
    [kilowattHours(11_563), '11.56 kWh'],
    [kilowattHours(11_565), '11.57 kWh'],
    [kilowattHours(4), '0.00 kWh'],
    [kilowattHours(5), '0.01 kWh'],
    [kilowattHours(0), '0.00 kWh'],
    [exactKilowattHours(11_563), '11.563 kWh'],
    [exactKilowattHours(7), '0.007 kWh'],
    [kilowatts(11_000), '11.0 kW'],
    [kilowatts(7_350), '7.4 kW'],
    [euros(555), '€ 5.55'],
    [euros(5), '€ 0.05'],
    [euros(1_000_000_000_000), '€ 10000000000.00'],
    [euros(Number.MAX_SAFE_INTEGER), '€ 90071992547409.91'],
    [price(48), '€ 0.48/kWh'],
  ])('%s reads %s', (shown, expected) => expect(shown).toBe(expected));

  test('that are exact say the whole integer and nothing else', () => {
    fc.assert(
      fc.property(whole, (value) => {
        expect(digits(euros(value))).toBe(BigInt(value));
        expect(digits(exactKilowattHours(value))).toBe(BigInt(value));
        expect(euros(value)).toMatch(/^€ -?\d+\.\d\d$/);
        expect(exactKilowattHours(value)).toMatch(/^-?\d+\.\d{3} kWh$/);
      }),
    );
  });

  test('that are rounded are at most half a step away, upwards at the half', () => {
    fc.assert(
      fc.property(amount, (value) => {
        const energy = digits(kilowattHours(value)) * 10n - BigInt(value);
        const power = digits(kilowatts(value)) * 100n - BigInt(value);
        expect(energy > -5n && energy <= 5n).toBe(true);
        expect(power > -50n && power <= 50n).toBe(true);
      }),
    );
  });

  test('never fall when what they say rises', () => {
    fc.assert(
      fc.property(amount, amount, (one, other) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        expect(digits(kilowattHours(less)) <= digits(kilowattHours(more))).toBe(true);
      }),
    );
  });
});

test('a percentage is whole, from 0 to 100, and 100 only when all of it is there', () => {
  fc.assert(
    fc.property(whole, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (part, all) => {
      const shown = percent(part, all);
      expect(Number.isInteger(shown) && shown >= 0 && shown <= 100).toBe(true);
      expect(shown === 100).toBe(part >= all);
    }),
  );
});

describe('a typed energy', () => {
  test('comes back as it went', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (wattHours) => {
        const text = exactKilowattHours(wattHours).replace(' kWh', '');
        expect(wattHoursFrom(text)).toBe(wattHours);
        expect(wattHoursFrom(` ${text.replace('.', ',')} `)).toBe(wattHours);
      }),
    );
  });

  test.each([
    ['10', 10_000],
    ['7.5', 7500],
    ['0,25', 250],
  ])('%s is %i Wh', (text, wattHours) => expect(wattHoursFrom(text)).toBe(wattHours));

  test.each([
    '',
    ' ',
    '0',
    '0.000',
    '-1',
    '+1',
    '1e3',
    '0x10',
    'ten',
    '1.2.3',
    '1,234.5',
    '.5',
    '1.2345',
    '٣',
    '9999999',
  ])('%j is none', (text) => expect(wattHoursFrom(text)).toBeUndefined());
});

describe('a time', () => {
  const noon = new Date(2026, 10, 25, 12, 0, 3).getTime();
  test('has its day when that is another one', () => {
    expect(time(noon)).toBe('12:00:03');
    expect(time(noon, noon + 3_600_000)).toBe('12:00:03');
    expect(time(noon, noon + 86_400_000)).toBe('25 Nov, 12:00:03');
  });

  test('reads the same from the beginning of a day as from any time of it', () => {
    const moment = fc.integer({ min: 0, max: Date.UTC(2100, 0) });
    fc.assert(
      fc.property(moment, fc.integer({ min: -200_000_000, max: 200_000_000 }), (now, ago) => {
        expect(time(now - ago, startOfDay(now))).toBe(time(now - ago, now));
      }),
    );
  });
});
