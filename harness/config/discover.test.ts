import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../tests/support/native/temporary-folder.ts';
import { discover } from './discover.ts';

const good = 'export default { system: { name: "a", services: [], topics: [] }, load: {} };';
const within = (text: string, name = 'norestart.config.mjs') => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), text);
  return folder;
};

test('a configuration is found in the folder, and from every one below it', async () => {
  const folder = within(good);
  const deep = join(folder, 'a', 'b');
  mkdirSync(deep, { recursive: true });
  for (const from of [folder, deep])
    expect(await discover(from)).toMatchObject({
      file: join(folder, 'norestart.config.mjs'),
      telling: { system: { name: 'a' } },
    });
});

test.each([
  ['none', undefined, /there is no norestart\.config\.ts/, /init --example/],
  ['one that throws', 'throw new Error("no such port");', /no such port/, /Mend the file/],
  ['one without a system', 'export default { load: {} };', /no `system`/, /defineConfig/],
  ['one that exports nothing', '', /no `system`/, /defineConfig/],
])('%s is refused with the file and what to do', async (_what, text, happened, remedy) => {
  const folder = text === undefined ? temporaryFolder() : within(text);
  const failure = await discover(folder).catch((error) => error);
  expect(failure).toMatchObject({ kind: 'usage', remedy: expect.stringMatching(remedy) });
  expect(failure.message).toMatch(happened);
  expect(failure.message).toContain(folder);
});
