import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { startScript } from '../../../../tests/support/native/script.ts';
import { temporaryFolder } from '../../../../tests/support/native/temporary-folder.ts';
import { cached, entryFolder } from './entry.ts';

const thing = { name: 'thing', key: ['1'] };
const builds = (journal: string) => readFileSync(journal, 'utf8').trim().split('\n');

test('two processes that want the same entry build it once, and the one that waits says so', async () => {
  const folder = temporaryFolder();
  const journal = join(folder, 'journal');
  const first = startScript('build-entry.ts', folder, journal, '700');
  expect(await first.line()).toBe('making a thing …');
  expect(await first.line()).toBe('half-way');
  const second = startScript('build-entry.ts', folder, journal, '0');
  expect(await second.line()).toBe('waiting for another run that is making a thing');
  expect(existsSync(entryFolder(folder, thing)), 'a half-made entry cannot be seen').toBe(false);
  expect(await second.line()).toBe(`entry ${entryFolder(folder, thing)}`);
  expect(await Promise.all([first.exited, second.exited])).toEqual([0, 0]);
  expect(builds(journal)).toHaveLength(1);
});

test('a builder that is killed half-way leaves no entry, and the next one builds a whole one', async () => {
  const folder = temporaryFolder();
  const journal = join(folder, 'journal');
  const killed = startScript('build-entry.ts', folder, journal, '60000');
  while ((await killed.line()) !== 'half-way');
  killed.child.kill('SIGKILL');
  await killed.exited;
  expect(existsSync(entryFolder(folder, thing))).toBe(false);
  const next = startScript('build-entry.ts', folder, journal, '0');
  expect(await next.exited).toBe(0);
  expect(readdirSync(entryFolder(folder, thing))).toEqual(['first', 'second']);
  expect(builds(journal)).toHaveLength(2);
  const things = readdirSync(folder).filter((name) => name.startsWith('thing-'));
  expect(things, 'what was half-made is gone').toHaveLength(1);
});

const use = (cacheFolder: string) => ({
  cacheFolder,
  run: 'test',
  progress: () => undefined,
  signal: new AbortController().signal,
});

test('a build that fails leaves nothing, and its error is told', async () => {
  const folder = temporaryFolder();
  const build = () => Promise.reject(new Error('no network'));
  await expect(cached({ ...thing, doing: 'making a thing', build }, use(folder))).rejects.toThrow('no network');
  expect(readdirSync(folder)).toEqual(['locks']);
});

test('a cache that cannot be written is a need that is missing, and the failure names the place', async () => {
  const folder = join(temporaryFolder(), 'a-file');
  await import('node:fs/promises').then(({ writeFile }) => writeFile(folder, ''));
  const build = () => Promise.resolve();
  await expect(cached({ ...thing, doing: 'making a thing', build }, use(folder))).rejects.toMatchObject({
    kind: 'missing',
    message: expect.stringContaining(folder),
  });
});

test('so is one whose locks are not for this user, or damaged', async () => {
  const folder = temporaryFolder();
  const lock = join(folder, 'locks', `${basename(entryFolder(folder, thing))}.sqlite`);
  const build = () => Promise.resolve();
  for (const spoil of [() => mkdirSync(lock), () => writeFileSync(lock, 'no database, and never was. '.repeat(50))]) {
    rmSync(join(folder, 'locks'), { recursive: true, force: true });
    mkdirSync(join(folder, 'locks'));
    spoil();
    await expect(cached({ ...thing, doing: 'making a thing', build }, use(folder))).rejects.toMatchObject({
      kind: 'missing',
      message: expect.stringContaining(folder),
    });
  }
});
