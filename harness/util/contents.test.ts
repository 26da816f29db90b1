import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../tests/support/native/temporary-folder.ts';
import { contentsOf } from './contents.ts';

/** The word for a folder with these files. */
function wordOf(files: Readonly<Record<string, string>>, patterns: readonly string[] = ['**/*.ts']): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return contentsOf(folder, patterns);
}

const files = { 'main.ts': 'one', 'inner/part.ts': 'two' };

test('is the same wherever the same files lie, whatever tests and papers are beside them', () => {
  const word = wordOf(files);
  expect(word).toMatch(/^[0-9a-f]{12}$/);
  const beside = { 'main.test.ts': 'x', 'inner/testing/part.ts': 'x', 'README.md': 'x' };
  expect(wordOf({ ...beside, ...files })).toBe(word);
});

test('is another one when a file is, or its name, or when one is more', () => {
  const words = [
    wordOf(files),
    wordOf({ ...files, 'main.ts': 'One' }),
    wordOf({ 'main.ts': 'one', 'inner/apart.ts': 'two' }),
    wordOf({ ...files, 'more.ts': '' }),
    // What ends one file does not begin the next.
    wordOf({ 'main.ts': 'onet', 'inner/part.ts': 'wo' }),
  ];
  expect(new Set(words).size).toBe(words.length);
});

test('of no file at all is an error: it would be the same for everything', () => {
  expect(() => wordOf(files, ['*.css'])).toThrow('No file in');
});
