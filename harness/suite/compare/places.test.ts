import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/support/native/temporary-folder.ts';
import { placesLike } from './places.ts';

const root = temporaryFolder(afterAll);
for (const path of ['one/a-1', 'one/a-2', 'one/.hidden', 'two/deep/a-1'])
  mkdirSync(join(root, path), { recursive: true });
symlinkSync(root, join(root, 'one', 'back'));

test.each([
  ['one/a-*', ['one/a-1', 'one/a-2']],
  ['{one,two}/*', ['one/a-1', 'one/a-2', 'one/back', 'two/deep']],
  ['**/a-1', ['one/a-1', 'two/deep/a-1']],
  ['**/**/a-?', ['one/a-1', 'one/a-2', 'two/deep/a-1']],
  ['one/../two/*/a-[1-3]', ['two/deep/a-1']],
  ['one/.h*', ['one/.hidden']],
  ['nope/*', []],
  [`${'{one,two}'.repeat(60)}/*`, []],
])('%.30s', (pattern, found) => {
  const began = performance.now();
  expect(placesLike(join(root, '.').concat('/', pattern))).toEqual(found.map((path) => join(root, path)));
  expect(performance.now() - began).toBeLessThan(1000);
});
