import { expect, test } from 'vitest';
import { selectScenarios } from './select.ts';

const names = async (words: readonly string[], tags: readonly string[] = []) =>
  (await selectScenarios({ words, tags })).map(({ name }) => name);

test('a name is that scenario, a pattern all that are like it, each once', async () => {
  expect(await names(['calm'])).toEqual(['calm']);
  expect(await names(['slow-*', 'slow-kafka'])).toEqual([...new Set(await names(['slow-*']))]);
  expect(await names(['slow-*'])).toContain('slow-kafka');
  expect(await names(['*slow*'])).toContain('very-slow-kafka');
});

test('a tag picks those that have it, out of all or of those that are named', async () => {
  const gate = await names([], ['gate']);
  expect(gate).toContain('slow-kafka');
  expect(gate).not.toContain('very-slow-kafka');
  expect(await names(['calm', 'slow-kafka'], ['gate'])).toEqual(
    (await names(['calm', 'slow-kafka'])).filter((name) => gate.includes(name)),
  );
});

test.each([
  [['slow-kafak'], [], /did you mean "slow-kafka"/],
  [['slow-kafak*'], [], /no name is like that; did you mean "slow-kafka"/],
  [[], ['gates'], /none of those that are meant is so; did you mean "gate"/],
  [['scenarios/slow-kafka.ts'], [], /did you mean "slow-kafka"/],
])('%j with tags %j is an error that helps', async (words, tags, message) => {
  await expect(names(words, tags)).rejects.toThrow(message);
});
