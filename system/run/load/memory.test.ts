import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Sample } from './measured.ts';
import { memoryByMinute, memoryGrowth } from './memory.ts';

const minutes = (many: number, mb: (minute: number, second: number) => number): Sample[] =>
  Array.from({ length: many * 60 }, (_, second) => ({
    at: second * 1000,
    residentBytes: mb(second / 60, second) * 1e6,
    cpuMs: 0,
    outboxDepth: 0,
    fleetDepth: 0,
  }));

test('growth of the second half is found, whatever the first one did and however it goes up and down', () => {
  const rise = fc.integer({ min: -10, max: 10 });
  fc.assert(
    fc.property(rise, fc.integer({ min: 4, max: 40 }), (each, many) => {
      const samples = minutes(many, (minute, second) => (minute < many / 2 ? 300 : 300 + each * minute) + (second % 7));
      expect(memoryGrowth(samples)).toBeCloseTo(each, 0);
    }),
    { numRuns: 30 },
  );
});

test('one step is no growth', () => {
  expect(memoryGrowth(minutes(20, (minute) => (minute < 17 ? 200 : 210)))).toBe(0);
});

test('each minute has its median', () => {
  expect(
    memoryByMinute(minutes(3, (minute, second) => 100 + Math.floor(minute) + (second % 60 === 30 ? 500 : 0))),
  ).toEqual([100, 101, 102]);
  expect([memoryByMinute([]), memoryGrowth([])]).toEqual([[], 0]);
});
