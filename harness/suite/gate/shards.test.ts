import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runKey, shards } from './shards.ts';

const plan = fc
  .array(fc.record({ repeats: fc.integer({ min: 1, max: 6 }), length: fc.integer({ min: 0, max: 60_000 }) }), {
    maxLength: 30,
  })
  .map((scenarios) =>
    scenarios.flatMap(({ repeats, length }, index) =>
      Array.from({ length: repeats }, (_, repeat) => ({
        scenario: `s${index}`,
        repeat: repeat + 1,
        control: false,
        length,
      })),
    ),
  );
const parts = fc.integer({ min: 1, max: 12 });
const sum = (runs: readonly { length: number }[]) => runs.reduce((total, { length }) => total + length, 0);

test('every run is in exactly one part, and the parts are the same each time', () => {
  fc.assert(
    fc.property(plan, parts, (planned, of) => {
      const dealt = shards(planned, of, ({ length }) => length);
      expect(dealt).toHaveLength(of);
      expect(dealt.flat().map(runKey).sort()).toEqual(planned.map(runKey).sort());
      expect(shards(planned, of, ({ length }) => length)).toEqual(dealt);
    }),
  );
});

test('no part is longer than the mean by more than one run', () => {
  fc.assert(
    fc.property(plan, parts, (planned, of) => {
      const longest = Math.max(...shards(planned, of, ({ length }) => length).map(sum));
      const longestRun = Math.max(0, ...planned.map(({ length }) => length));
      expect(longest).toBeLessThanOrEqual(sum(planned) / of + (1 - 1 / of) * longestRun + 1e-6);
    }),
  );
});
