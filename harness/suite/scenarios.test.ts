import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../tests/support/native/temporary-folder.ts';
import { contentsOf } from '../util/contents.ts';
import { loadScenario, scenarioNames, scenarioVersion } from './scenarios.ts';

/** A folder of stories with these files. */
function stories(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe('a scenario, by its name', () => {
  test('is a file of the folder, and neither a test, nor a folder, nor anything elsewhere', async () => {
    const folder = stories({ 'slow.ts': '', 'slow.test.ts': '', 'read.me': '' });
    mkdirSync(join(folder, 'system.ts'));
    expect(await scenarioNames(folder)).toEqual(['slow']);
    await expect(loadScenario('../slow', folder)).rejects.toMatchObject({
      kind: 'usage',
      remedy: 'Choose one of: slow.',
    });
  });

  test('that is not well made is refused with its file, and each wrong field with what was expected', async () => {
    const folder = stories({ 'bad.ts': "export default { title: '', steps: [], topics: 'everybody' };" });
    const failure = await loadScenario('bad', folder).catch((error) => error);
    expect(failure).toMatchObject({ kind: 'usage' });
    expect(failure.message).toContain(`read the scenario ${join(folder, 'bad.ts')}`);
    expect(failure.message).toMatch(/fields are wrong$/m);
    expect(failure.message).toMatch(/^ {2}story: missing$/m);
    expect(failure.message).not.toMatch(/Invalid|undefined/);
    for (const field of [/title: /, /story: /, /steps: /, /topics: .*"pre-created"\|"by-services"/])
      expect(failure.message).toMatch(field);
  });

  test('that cannot be read as TypeScript is refused with its file and the reason', async () => {
    const folder = stories({ 'broken.ts': 'export default {', 'throws.ts': "\nthrow new Error('no such topic');" });
    for (const name of ['broken', 'throws']) {
      const failure = await loadScenario(name, folder).catch((error) => error);
      expect(failure).toMatchObject({ kind: 'usage' });
      expect(failure.message).toContain(`load the scenario ${join(folder, `${name}.ts`)}:`);
    }
    // The line is where it was thrown.
    await expect(loadScenario('throws', folder)).rejects.toThrow('throws.ts:2: no such topic');
    await expect(loadScenario('throws', folder)).rejects.toThrow('no such topic');
  });
});

test('the version of a story is another one when its file is, also where it is told of each service', async () => {
  const folder = stories({ '[service]-dies.ts': 'one', 'config.mjs': 'x' });
  const version = () => contentsOf(folder, ['none-*'], [join(folder, '[service]-dies.ts'), join(folder, 'config.mjs')]);
  const before = version();
  expect(version()).toBe(before);
  writeFileSync(join(folder, '[service]-dies.ts'), 'two');
  expect(version()).not.toBe(before);
  expect(await scenarioVersion('central-killed')).not.toBe(await scenarioVersion('central-frozen'));
});
