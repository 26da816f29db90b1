import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { harmless, plain } from '../util/plain-text.ts';

test.each([
  ['a\u001b[2Jb\u009b31mc\u202ed\re\bf', 'abc d e f'],
  ['\u001b[32mok\u001b[39m fine', '\u001b[32mok\u001b[39m fine'],
  ['one\n::error file=x::y', 'one\n: :error file=x::y'],
  ['  ::set-output name=a::b', '  : :set-output name=a::b'],
  ['\u200e::stop-commands::x', ' : :stop-commands::x'],
  ['x ##[error]y ##VSO[task.complete]', 'x # #[error]y # #VSO[task.complete]'],
  ['central::topic, 12:30', 'central::topic, 12:30'],
])('%j becomes %j', (text, shown) => {
  expect(harmless(text)).toBe(shown);
});

test('a long text of codes is made plain in a time that grows with its length', () => {
  const began = performance.now();
  for (const text of ['\u001b]a;'.repeat(50_000), '\u001b['.repeat(100_000), `\u001b[${';'.repeat(200_000)}`])
    plain(text);
  expect(performance.now() - began).toBeLessThan(1000);
});

test('no command writes to the terminal but through here, with a document of its own, or as an annotation', () => {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const raw = ['cli', 'reporters/console'].flatMap((room) =>
    readdirSync(join(folder, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /^(?!.*\.test\.).*\.ts$/.test(name))
      .map((name) => `${room}/${name}`)
      .filter((name) =>
        /console\.|process\.std(out|err)\.write/.test(
          readFileSync(join(folder, name), 'utf8').replaceAll(/'[^'\n]*'/g, ''),
        ),
      ),
  );
  expect(raw.sort()).toEqual(['cli/commands/tell-gate.ts', 'cli/json.ts', 'cli/say.ts']);
});
