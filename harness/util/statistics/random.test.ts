import { expect, test } from 'vitest';
import { random, xorshift } from './random.ts';

test('the shifts are those of Marsaglia, Xorshift RNGs (2003), from the state that he begins with', () => {
  const seen = [2463534242];
  for (let step = 0; step < 5; step += 1) seen.push(xorshift(seen.at(-1) ?? 0));
  expect(seen.slice(1)).toEqual([723471715, 2497366906, 2064144800, 2008045182, 3532304609]);
});

test('the same seed gives the same numbers, and another one others', () => {
  const some = (seed: number) => Array.from({ length: 20 }, random(seed));
  expect(some(7)).toEqual(some(7));
  const firsts = Array.from({ length: 1000 }, (_, seed) => some(seed)[0]);
  expect(new Set(firsts).size).toBe(1000);
});

test('numbers are spread evenly from 0 up to 1, whatever the seed', () => {
  for (const seed of [0, 1, 2, -1, 12345, 2 ** 32 - 1]) {
    const next = random(seed);
    const tenths = new Array(10).fill(0);
    for (let draw = 0; draw < 20_000; draw += 1) tenths[Math.floor(next() * 10)] += 1;
    const chiSquare = tenths.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
    expect(tenths).toHaveLength(10);
    // 9 degrees of freedom: 27.9 is passed once in a thousand times.
    expect(chiSquare).toBeLessThan(27.9);
  }
});

test('seeds beside each other begin apart', () => {
  const firsts = Array.from({ length: 2000 }, (_, seed) => random(seed)());
  const tenths = new Array(10).fill(0);
  for (const first of firsts) tenths[Math.floor(first * 10)] += 1;
  expect(Math.min(...tenths)).toBeGreaterThan(140);
});
