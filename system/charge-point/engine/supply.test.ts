import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fullAfterMs, isFull, suppliedWh, supplyAfter } from './supply.ts';

const powerW = fc.integer({ min: 1, max: 400_000 });
const targetWh = fc.integer({ min: 1, max: 100_000 });
const elapsedMs = fc.double({ min: 0, max: 10_000_000, noNaN: true });

test('a supply is full when it says, and never fuller', () => {
  fc.assert(
    fc.property(powerW, targetWh, (power, target) => {
      const begun = supplyAfter({ powerW: power, targetWh: target }, 0);
      const full = supplyAfter(begun, fullAfterMs(begun));
      expect([isFull(full), suppliedWh(full), fullAfterMs(full)]).toEqual([true, target, 0]);
      expect(isFull(supplyAfter(begun, fullAfterMs(begun) - 1))).toBe(false);
      expect(supplyAfter(begun, 2 * fullAfterMs(begun) + 1)).toEqual(full);
    }),
  );
});

test('the energy of a supply is a whole number that only grows, and its rest fills it to the millisecond', () => {
  fc.assert(
    fc.property(powerW, targetWh, elapsedMs, elapsedMs, (power, target, first, more) => {
      const supply = { powerW: power, targetWh: target };
      const [one, two] = [supplyAfter(supply, first), supplyAfter(supply, first + more)];
      expect(Number.isSafeInteger(one.suppliedWattMs)).toBe(true);
      expect(two.suppliedWattMs).toBeGreaterThanOrEqual(one.suppliedWattMs);
      expect(isFull(supplyAfter(supply, Math.floor(first) + fullAfterMs(one)))).toBe(true);
    }),
  );
});

test('a clock that goes backwards takes nothing away, and without power nothing is ever full', () => {
  expect(supplyAfter({ powerW: 3600, targetWh: 1 }, -5).suppliedWattMs).toBe(0);
  expect(fullAfterMs({ powerW: 0, targetWh: 1, suppliedWattMs: 0 })).toBe(Number.POSITIVE_INFINITY);
});
