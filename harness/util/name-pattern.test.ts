import { matchesGlob } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matcher } from './name-pattern.ts';

const word = fc.stringMatching(/^[ab-]{0,6}$/);
const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  pattern: fc.array(tie('part'), { minLength: 1, maxLength: 4, depthIdentifier: 'p' }).map((parts) => parts.join('')),
  part: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'p' },
    fc.constantFrom('a', 'b', '-', '*', '**', '?', '[ab]', '[!a]', '[a-b]'),
    fc.array(tie('pattern'), { minLength: 2, maxLength: 3 }).map((words) => `{${words.join(',')}}`),
  ),
}));

test('a name fits a pattern just when a shell says so', () => {
  const same = (name: string, like: string) => {
    fc.pre(name !== '' && like.length <= 100);
    expect([name, like, matcher(like)(name)]).toEqual([name, like, matchesGlob(name, like)]);
  };
  fc.assert(fc.property(word, pattern, same), { numRuns: 300 });
});

test.each([
  ['route-cut', 'route-*', true],
  ['route-cut', '{route,broker}-{cut,killed}', true],
  ['route-cut', '{route', false],
  ['{route', '{route', true],
  ['a', '{a}', false],
  ['', '*', true],
  ['2', '{1..3}', false],
  ['a-b', 'a[!-]b', false],
  ['x', '[', false],
])('%s and %s: %s', (name, like, fits) => {
  expect(matcher(like)(name)).toBe(fits);
});

test.each([
  '{a,b}'.repeat(40),
  '{'.repeat(200),
  `${'{a,'.repeat(49)}b${'}'.repeat(49)}`,
  `${'*a'.repeat(99)}x`,
  '**/'.repeat(66),
  `{${'*,'.repeat(98)}*}`,
  '{1..1000000}{1..1000000}',
  '+(a|+(a|+(a)))x',
  '['.repeat(200),
  '*'.repeat(100_000),
])('no pattern takes longer than it has letters: %.40s', (like) => {
  const began = performance.now();
  const fits = matcher(like);
  for (let count = 0; count < 20; count += 1) fits('a'.repeat(60));
  expect(performance.now() - began).toBeLessThan(1000);
});
