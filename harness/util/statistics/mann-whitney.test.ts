import fc from 'fast-check';
import { wilcoxonRankSum } from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import { mannWhitney } from './mann-whitney.ts';
import { rankSums } from './rank-sums.ts';
import { ties } from './ranks.ts';

/** Two groups without ties whose U is the one that is wanted: that many pairs in which the one's value is greater. */
function groupsOf(one: number, other: number, u: number) {
  const others = Array.from({ length: other }, (_, index) => index);
  let left = u;
  const ones = Array.from({ length: one }, (_, index) => {
    const beaten = Math.min(left, other);
    left -= beaten;
    return beaten - 0.5 - index * 1e-3;
  });
  return { ones, others };
}

const pOf = (one: number, other: number, u: number) => {
  const { ones, others } = groupsOf(one, other, u);
  const found = mannWhitney(ones, others);
  expect(found.u).toBe(u);
  return found.p;
};

describe('without ties', () => {
  // Mann and Whitney, On a Test of Whether One of Two Random Variables is Stochastically Larger than the Other,
  // Annals of Mathematical Statistics 18 (1947), table I: the probability of a U as small as this.
  test.each([
    [3, 3, [0.05, 0.1, 0.2, 0.35, 0.5, 0.65]],
    [4, 4, [0.014, 0.029, 0.057, 0.1, 0.171, 0.243, 0.343, 0.443, 0.557]],
    [5, 5, [0.004, 0.008, 0.016, 0.028, 0.048, 0.075, 0.111, 0.155, 0.21, 0.274, 0.345, 0.421, 0.5]],
  ])('%i against %i has the probabilities of the first table', (one, other, table) => {
    table.forEach((probability, u) => {
      expect(pOf(one, other, u).less).toBeCloseTo(probability, 2.9);
    });
  });

  // Critical values of U, two-tailed, 5 %: Siegel, Nonparametric Statistics (1956), table K.
  test.each([
    [4, 4, 0],
    [5, 5, 2],
    [5, 10, 8],
    [5, 20, 20],
    [7, 7, 8],
    [8, 8, 13],
    [10, 10, 23],
    [12, 12, 37],
    [15, 15, 64],
    [20, 20, 127],
  ])('%i against %i is significant up to a U of %i, and not beyond', (one, other, critical) => {
    expect(pOf(one, other, critical).twoSided).toBeLessThanOrEqual(0.05);
    expect(pOf(one, other, critical + 1).twoSided).toBeGreaterThan(0.05);
  });

  test('three against three cannot be significant, whatever they are', () => {
    expect(mannWhitney([1, 2, 3], [4, 5, 6]).p.twoSided).toBeCloseTo(0.1, 12);
  });
});

const small = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 });
const group = fc.array(fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constant(Number.POSITIVE_INFINITY)), {
  minLength: 1,
  maxLength: 35,
});

/** U of every way in which the values could have been dealt to the groups. */
function everyWay(values: readonly number[], size: number): number[] {
  const masks = Array.from({ length: 2 ** values.length }, (_, mask) => mask);
  const picked = (mask: number) => values.filter((_, index) => mask & (1 << index));
  return masks
    .filter((mask) => picked(mask).length === size)
    .map((mask) =>
      pairsWon(
        picked(mask),
        values.filter((_, index) => !(mask & (1 << index))),
      ),
    );
}

const pairsWon = (one: readonly number[], other: readonly number[]): number =>
  one
    .flatMap((mine) => other.map((theirs) => (mine > theirs ? 1 : mine === theirs ? 0.5 : 0)))
    .reduce((sum: number, won) => sum + won, 0);

describe('with ties', () => {
  test('the probability is that of trying every way', () => {
    fc.assert(
      fc.property(small, small, (one, other) => {
        const found = mannWhitney(one, other);
        const ways = everyWay([...one, ...other], one.length);
        expect(found.u).toBe(pairsWon(one, other));
        expect(found.p.greater).toBeCloseTo(ways.filter((u) => u >= found.u).length / ways.length, 12);
        expect(found.p.less).toBeCloseTo(ways.filter((u) => u <= found.u).length / ways.length, 12);
      }),
    );
  });

  test('the rank sum is that of simple-statistics', () => {
    fc.assert(
      fc.property(small, small, (one, other) => {
        const rankSum = mannWhitney(one, other).u + (one.length * (one.length + 1)) / 2;
        expect(rankSum).toBe(wilcoxonRankSum(one, other));
      }),
    );
  });

  test('all alike say nothing', () => {
    for (const size of [2, 30, 31]) {
      const alike = new Array(size).fill(Number.POSITIVE_INFINITY);
      expect(mannWhitney(alike, alike)).toMatchObject({ effect: 0.5, p: { twoSided: 1 } });
    }
  });
});

describe('whatever the groups', () => {
  test('probabilities and effect stay in their bounds, and say by which method they came', () => {
    fc.assert(
      fc.property(group, group, (one, other) => {
        const { p, effect, method } = mannWhitney(one, other);
        for (const each of [p.twoSided, p.greater, p.less]) {
          expect(each).toBeGreaterThan(0);
          expect(each).toBeLessThanOrEqual(1);
        }
        expect(effect).toBeGreaterThanOrEqual(0);
        expect(effect).toBeLessThanOrEqual(1);
        expect(method).toBe(one.length <= 30 && other.length <= 30 ? 'exact' : 'normal');
      }),
    );
  });

  test('turned round, each side is the other', () => {
    fc.assert(
      fc.property(group, group, (one, other) => {
        const [there, back] = [mannWhitney(one, other), mannWhitney(other, one)];
        expect(there.p.greater).toBeCloseTo(back.p.less, 10);
        expect(there.p.twoSided).toBeCloseTo(back.p.twoSided, 10);
        expect(there.effect).toBeCloseTo(1 - back.effect, 10);
      }),
    );
  });

  test('only order matters', () => {
    fc.assert(
      fc.property(group, group, (one, other) => {
        const grown = (value: number) => Math.exp(value / 10) + 3;
        expect(mannWhitney(one.map(grown), other.map(grown))).toEqual(mannWhitney(one, other));
      }),
    );
  });

  test('of nothing, and of what is no number, is an error', () => {
    expect(() => mannWhitney([], [1])).toThrow(RangeError);
    expect(() => mannWhitney([1], [Number.NaN])).toThrow(RangeError);
  });
});

test('above 30 the approximation is near what counting would give', () => {
  const one = Array.from({ length: 31 }, (_, index) => index % 12);
  const other = Array.from({ length: 31 }, (_, index) => (index % 11) + 3);
  const found = mannWhitney(one, other);
  const ranks = ties(one, other);
  const ways = rankSums(ranks, one.length);
  const place = ranks.reduce((sum, { doubledRank, ofOne }) => sum + doubledRank * ofOne, 0);
  const sum = (part: Float64Array) => part.reduce((all, each) => all + each, 0);
  expect(found.method).toBe('normal');
  expect(found.p.less).toBeGreaterThan(0);
  expect(Math.abs(found.p.less - sum(ways.subarray(0, place + 1)) / sum(ways))).toBeLessThan(0.001);
});

test('30 against 30 are counted to the last way: there are C(60, 30) of them', () => {
  const many = (from: number) => Array.from({ length: 30 }, (_, index) => from + index * 2);
  const ways = rankSums(ties(many(0), many(1)), 30).reduce((sum, each) => sum + each, 0);
  expect(Math.abs(ways / Number(118264581564861424n) - 1)).toBeLessThan(1e-14);
});
