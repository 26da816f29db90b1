import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../tests/support/native/temporary-folder.ts';
import { selectScenarios } from './select.ts';

const goodStory =
  "export { default } from '" +
  new URL('../../scenarios/ev-charging/stories/canary.ts', import.meta.url).pathname +
  "';";
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
  [['slow-kafak*'], [], /find scenarios like "slow-kafak\*": there is none; did you mean "slow-kafka"/],
  [[], ['gates'], /find scenarios with the tag gates: there is none; did you mean "gate"/],
  [['scenarios/slow-kafka.ts'], [], /did you mean "slow-kafka"/],
])('%j with tags %j is an error that helps', async (words, tags, message) => {
  await expect(names(words, tags)).rejects.toThrow(message);
});

test('one file that is no scenario is told beside the others where that is asked for, and is an error elsewhere', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'calm.ts'), goodStory);
  writeFileSync(join(folder, 'half.ts'), 'export default {};');
  const told: string[] = [];
  const unreadable = ({ message }: Error) => void told.push(message);
  const all = { words: [], tags: [], folder };
  expect((await selectScenarios({ ...all, unreadable })).map(({ name }) => name)).toEqual(['calm']);
  expect(told).toEqual([expect.stringContaining(`read the scenario ${join(folder, 'half.ts')}`)]);
  await expect(selectScenarios({ ...all, words: ['*'] })).rejects.toThrow('half.ts');
  for (const words of [['half'], ['calm', 'none']])
    await expect(selectScenarios({ ...all, words, unreadable })).rejects.toThrow(words.at(-1));
  expect(told).toHaveLength(1);
});
