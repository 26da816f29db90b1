import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { probeOutcomes } from '../../../model/fact.ts';
import type { Lane } from '../../../report/model.ts';
import { lookOf, met, toneOf, wordsOf } from './stretch.ts';

type Probes = Lane['probes'];
const lane = (probes: Probes): Lane => ({ service: 'driver', probes, words: [], records: [] });
const end = 60_000;

/** Stretches one after the other, as long as they may be. */
const probes = fc
  .array(fc.record({ outcome: fc.constantFrom(...probeOutcomes), length: fc.integer({ min: 0, max: 8000 }) }))
  .map((parts) => {
    let at = 0;
    return parts.map(({ outcome, length }) => {
      const from = at;
      at += length;
      return { outcome, from, to: at };
    });
  });

describe('the stretches of a lane', () => {
  test('cover the same time in the same order, and leave no outcome out', () => {
    fc.assert(
      fc.property(probes, (all) => {
        const drawn = met(lane(all), end);
        expect(drawn.at(0)?.from).toBe(all.at(0)?.from);
        expect(drawn.at(-1)?.to).toBe(all.at(-1)?.to);
        for (const [index, next] of drawn.entries()) expect(next.from).toBe(drawn[index - 1]?.to ?? next.from);
        for (const { outcome, from, to } of all) {
          const covering = drawn.filter((stretch) => stretch.from <= from && stretch.to >= to);
          expect(covering.some(({ states }) => states.includes(outcome))).toBe(true);
        }
      }),
    );
  });

  test('that are long are never joined with anything else', () => {
    const all: Probes = [
      { outcome: 'refused', from: 0, to: 10_000 },
      { outcome: 'reset', from: 10_000, to: 20_000 },
      { outcome: 'answers', from: 20_000, to: 60_000 },
    ];
    expect(met(lane(all), end).map(lookOf)).toEqual(['refused', 'reset', 'answers']);
  });

  test('of trouble by turns are one, and it says which', () => {
    const all: Probes = Array.from({ length: 200 }, (_, index) => ({
      outcome: index % 2 === 0 ? 'closed' : 'reset',
      from: index * 50,
      to: index * 50 + 50,
    }));
    const drawn = met(lane(all), end);
    expect(drawn.map((stretch) => [lookOf(stretch), wordsOf(stretch)])).toEqual([
      ['failing', 'closed, reset by turns'],
    ]);
  });

  test('never hide that Kafka answered inside of a trouble', () => {
    const all: Probes = [
      { outcome: 'refused', from: 0, to: 500 },
      { outcome: 'answers', from: 500, to: 900 },
      { outcome: 'refused', from: 900, to: 1400 },
    ];
    expect(met(lane(all), end).map(toneOf)).toEqual(['trouble', 'well', 'trouble']);
  });

  test('of a hundred thousand changes are few', () => {
    const all: Probes = Array.from({ length: 100_000 }, (_, index) => ({
      outcome: index % 2 === 0 ? 'answers' : 'reset',
      from: index * 0.6,
      to: index * 0.6 + 0.6,
    }));
    const drawn = met(lane(all), end);
    expect(drawn.length).toBeLessThan(1300);
    expect(new Set(drawn.map(lookOf))).toEqual(new Set(['changing']));
  });
});
