import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scenarioNames } from '../../harness/suite/scenarios.ts';
import { mutants } from './catalogue.ts';
import { mutate } from './mutant.ts';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

test('each mutant has a name of its own, and a story that there is', async () => {
  const stories = await scenarioNames();
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  expect(mutants.filter(({ story }) => !stories.includes(story)).map(({ name }) => name)).toEqual([]);
});

test.each(mutants)('$name changes one place with each of its edits', ({ edits }) => {
  for (const { file } of edits) {
    const source = read(file);
    expect(mutate(file, source, edits)).not.toBe(source);
  }
});

test('an edit that does not fit is an error, since it would leave a mutant that is none', () => {
  const edit = { file: 'a.ts', find: 'x', replace: 'y' };
  expect(mutate('a.ts', 'a x b', [edit])).toBe('a y b');
  expect(mutate('other.ts', 'a x b', [edit])).toBe('a x b');
  expect(() => mutate('a.ts', 'a b', [edit])).toThrow('stand there 0 times');
  expect(() => mutate('a.ts', 'x x', [edit])).toThrow('stand there 2 times');
});
