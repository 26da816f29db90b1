import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { waitUntil } from '../../harness/runtimes/shared/wait.ts';
import { temporaryFolder } from '../support/native/temporary-folder.ts';
import { runTests } from './run.ts';

/** A folder of tests: some end, one never does and says that it has begun, and one comes after it. */
function project(never: boolean) {
  const root = temporaryFolder(afterAll);
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(root, 'node_modules'));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(root, 'vitest.config.js'),
    'export default { test: { fileParallelism: false, sequence: { sequencer: class { sort(files) { return files.sort((a, b) => a.moduleId < b.moduleId ? -1 : 1) } shard(files) { return files } } } } };',
  );
  const file = (name: string, text: string) =>
    writeFileSync(join(root, `${name}.test.js`), `import { expect, test } from 'vitest';\n${text}`);
  file('a', "test('fine', () => {}); test('wrong', () => { expect(1).toBe(2) }); test.skip('later', () => {});");
  const begun = join(root, 'begun');
  const hangs = `(await import('node:fs')).writeFileSync(${JSON.stringify(begun)}, ''); await new Promise(() => setInterval(() => {}, 1000));`;
  file('b', `test('good', () => {}); test('endless', async () => { ${never ? hangs : ''} }, 60_000);`);
  file('c', never ? "test('unreached', () => {});" : "throw new Error('cannot be loaded');");
  return { root, begun, file: join(root, 'told.jsonl') };
}

test('a runner that is killed leaves what it knew, why it ended, and what it did not reach', {
  timeout: 60_000,
}, async () => {
  const { root, begun, file } = project(true);
  let pid = 0;
  const running = runTests({ root, file, onStart: (one) => (pid = one) });
  await waitUntil({ what: 'a test is under way', withinMs: 50_000, remedy: '' }, () => existsSync(begun));
  // Of a file that still runs the runner itself hears now and then.
  await waitUntil({ what: 'a test is told', withinMs: 10_000, remedy: '' }, () =>
    readFileSync(file, 'utf8').includes('"good"'),
  );
  process.kill(pid, 'SIGKILL');
  const { passed, failed, skipped, lines } = await running;
  expect({ passed, failed, skipped }).toEqual({ passed: 2, failed: 1, skipped: 1 });
  expect(lines).toEqual([
    'the runner of the tests ended before they did: SIGKILL',
    'failed: a.test.js > wrong: expected 1 to be 2 // Object.is equality',
    'cut off: b.test.js',
    'not reached: c.test.js',
    'skipped: 1 in a.test.js',
  ]);
});

test('a file that cannot be loaded is a failure', { timeout: 60_000 }, async () => {
  const { root, file } = project(false);
  const { passed, failed, code, lines } = await runTests({ root, file });
  expect({ passed, failed, code }).toEqual({ passed: 3, failed: 2, code: 1 });
  expect(lines).toContain('failed: c.test.js: cannot be loaded');
  expect(lines.join()).not.toContain('ended before');
});
