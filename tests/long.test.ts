import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { chosen, longIn, parts } from './long.ts';

const each = Array.from({ length: parts }, (_, index) => index + 1);
const all = chosen('long').only ?? [];

test('the parts together are all long files, each in one of them and there at all', () => {
  expect(each.flatMap(longIn).sort()).toEqual([...all].sort());
  const missing = all.filter((file) => !existsSync(fileURLToPath(new URL(`../${file}`, import.meta.url))));
  expect(missing).toEqual([]);
});

test('a part leaves out the long files of the others, and nothing else', () => {
  for (const part of each) {
    expect([...chosen(String(part)).not, ...longIn(part)].sort()).toEqual([...all].sort());
  }
  expect(chosen(undefined).not).toEqual([]);
});

test.each(['0', '5', '1.5', 'short'])('%s is no part', (what) => {
  expect(() => chosen(what)).toThrow(/expected "long", or a part from 1 to 4/);
});
