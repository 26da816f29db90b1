import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goodRun, told } from '../../tests/support/histories/good-run.ts';
import { type Check, expected } from '../model/check.ts';
import { seconds } from '../model/clock.ts';
import type { Fact } from '../model/fact.ts';
import { boundedMemory, checks, noRestart, noZombie } from './index.ts';
import { judge } from './judge.ts';

const megabyte = 1e6;
/** The good run with services as large as a Java service with a heap of 2 GB that has warmed up. */
const asLargeAsJava = goodRun().map(
  (fact): Fact => (fact.kind === 'usage' ? { ...fact, residentBytes: fact.residentBytes + 1500 * megabyte } : fact),
);
const verdictOf = (facts: readonly Fact[], checkOptions: object | undefined) => {
  const asked = facts.map((fact) => (fact.kind === 'run' ? { ...fact, checkOptions } : fact) as Fact);
  return judge(told(asked), []).checks.find(({ name }) => name === 'bounded-memory');
};

describe('the options of a check', () => {
  test('have defaults that hold for a large service, and not for everything', () => {
    expect(verdictOf(asLargeAsJava, undefined)?.verdict).toBe('recovered');
    const { options = {} } = boundedMemory({ mostBytes: 400 * megabyte });
    expect(verdictOf(asLargeAsJava, { 'bounded-memory': options })).toMatchObject({
      verdict: 'violated',
      claim: expect.stringContaining('400 MB'),
    });
  });

  test('that are none of its own make it inconclusive, and not one with other options', () => {
    for (const wrong of [{ most: 1 }, { mostBytes: -1 }, { mostBytes: 1e9, mostGrowthBytes: 1e9, more: 1 }])
      expect(verdictOf(goodRun(), { 'bounded-memory': wrong })?.verdict).toBe('inconclusive');
  });

  test('go into a history and come back as they were', () => {
    const configurables = checks.filter(({ options }) => options);
    expect(configurables.length).toBeGreaterThan(5);
    fc.assert(
      fc.property(fc.constantFrom(...configurables), fc.double({ min: 1, max: 1e9, noNaN: true }), (check, value) => {
        const options = Object.fromEntries(Object.keys(check.options ?? {}).map((name) => [name, value]));
        const stored = JSON.parse(JSON.stringify(check.withOptions?.(options).options));
        expect(check.withOptions?.(stored)).toMatchObject({ name: check.name, options });
      }),
    );
  });

  test('are those of the story, or of its system, or everybody’s, in this order', () => {
    const limits: Check[] = [noZombie({ withinMs: seconds(5) })];
    const within = (expects: readonly Check[], own = limits) => expected(expects, own).map(({ options }) => options);
    expect(within([noZombie({ withinMs: seconds(1) }), noRestart])).toEqual([{ withinMs: 1000 }, undefined]);
    expect(within([noZombie])).toEqual([{ withinMs: 5000 }]);
    expect(within([noZombie], [])).toEqual([{ withinMs: 10_000 }]);
  });

  test('are refused at once where a story misspells them', () => {
    const misspelt = { within: 1000 } as unknown as { withinMs: number };
    expect(() => noZombie(misspelt as never)).toThrow(/within/);
  });
});
