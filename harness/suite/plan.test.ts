import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Planned, plan } from './plan.ts';
import { loadScenario } from './scenarios.ts';

const selected = await Promise.all(
  ['calm', 'canary', 'slow-kafka'].map(async (name) => ({ name, scenario: await loadScenario(name) })),
);
const variants = ['before', 'resilient'];
const words = ({ name, variant, repeat }: Planned) => `${name} ${variant} ${repeat}`;

describe('a plan', () => {
  test('without a seed has the order of the words, round after round, and seeds nothing', () => {
    const runs = plan({ selected, variants: [], repeat: 2 });
    expect(runs.map(words)).toEqual([
      ...['calm resilient 1', 'canary resilient 1', 'slow-kafka resilient 1'],
      ...['calm resilient 2', 'canary resilient 2', 'slow-kafka resilient 2'],
    ]);
    expect(runs.every(({ seed }) => seed === undefined)).toBe(true);
  });

  test('with a seed has the same runs in another order, the same one again, and each run a seed of its own', () => {
    const meant = plan({ selected, variants, repeat: 4 }).map(words).sort();
    const orders = new Set<string>();
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const runs = plan({ selected, variants, repeat: 4, seed });
        expect(runs.map(words).sort()).toEqual(meant);
        expect(plan({ selected, variants, repeat: 4, seed })).toEqual(runs);
        expect(new Set(runs.map((run) => run.seed)).size).toBe(runs.length);
        orders.add(runs.map(words).join());
      }),
    );
    expect(orders.size).toBeGreaterThan(10);
  });

  test('of one run keeps the seed that was given, so that its command runs it again', () => {
    expect(plan({ selected: selected.slice(0, 1), variants: [], repeat: 1, seed: 7 })).toMatchObject([{ seed: 7 }]);
  });

  test('has each variant once, and none that the system has not', () => {
    const twice = plan({ selected: selected.slice(0, 1), variants: ['after', 'after'], repeat: 1 });
    expect(twice.map(words)).toEqual(['calm after 1']);
    expect(() => plan({ selected, variants: ['befor'], repeat: 1 })).toThrow(/did you mean "before"/);
  });
});
