import { expect, test } from 'vitest';
import { checks } from '../../harness/checks/index.ts';

import { scenarioNames } from '../../harness/suite/scenarios.ts';
import { expected } from './expected.ts';

test('every story has its line in the table of variants, and the table has no other', async () => {
  expect(Object.keys(expected).sort()).toEqual((await scenarioNames()).sort());
});

test('what is expected to be violated is a check', () => {
  const known = [
    'recovered',
    'violated',
    ...checks.map(({ name }) => name),
    'one-ticket-per-session',
    'states-converge',
  ];
  for (const [name, { before, after }] of Object.entries(expected))
    for (const word of [before, after].flatMap((words) => words.split(' or '))) expect(known, name).toContain(word);
});

test('neither of the first two variants is well throughout, and each is at something', () => {
  for (const variant of ['before', 'after'] as const) {
    const words = Object.values(expected).map((row) => row[variant]);
    expect(words).toContain('recovered');
    expect(words.filter((word) => !word.split(' or ').includes('recovered')).length).toBeGreaterThan(10);
  }
});
