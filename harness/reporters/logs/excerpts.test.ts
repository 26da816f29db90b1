import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { goodRun, told } from '../../../tests/support/histories/good-run.ts';
import { temporaryFolder } from '../../../tests/support/native/temporary-folder.ts';
import { buildReport } from '../../report/build.ts';
import type { Report } from '../../report/model.ts';
import { renderHtml } from '../html/page.ts';
import { readExcerpts } from './excerpts.ts';

const out = temporaryFolder(afterAll);
const report: Report = buildReport(told(goodRun()), []);
const began = Date.parse(report.startedAt);
const at = (ms: number): string => new Date(began + ms).toISOString();
const said = (ms: number, msg: string): string => `${JSON.stringify({ level: 30, time: at(ms), msg })}\n`;

function logs(name: string, files: Readonly<Record<string, string | Buffer>>): string {
  const folder = join(out, name);
  mkdirSync(folder);
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  return folder;
}
const texts = (folder: string): string[] =>
  readExcerpts(folder, report).excerpts.flatMap(({ lines }) => lines.map(({ source, text }) => `${source}: ${text}`));

test('what logs say around the fault and its heal is read, and what has no time belongs to the line before', () => {
  const folder = logs('plain', {
    'central.log': `${said(10, 'begins')}  at a line of a stack\n${said(7001, 'is back')}${said(99_000, 'much later')}`,
    'toxiproxy.log': said(10, 'a connection of the prober'),
    'notes.txt': said(10, 'no log'),
  });
  expect(texts(folder)).toEqual(['central: begins', 'central:   at a line of a stack', 'central: is back']);
});

test('without logs, and with what is no plain file, there is nothing to show and no error', () => {
  const folder = logs('links', { 'secret.txt': said(10, 'not to be shown') });
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'central.log'));
  mkdirSync(join(folder, 'driver.log'));
  expect(texts(folder)).toEqual([]);
  expect(texts(join(out, 'not-there'))).toEqual([]);
});

/** Terminal codes, markup, bidi, bytes that are no text, a line of megabytes, and a flood. */
const hostile = Buffer.concat([
  Buffer.from(said(11, '<script>alert(1)</script>\u001b[2J\u202egnp.exe\u2028')),
  Buffer.from([0xff, 0xfe, 0x00, 0xc0, 0x0a]),
  Buffer.from(`${at(12)} ${'&"<'.repeat(2_000_000)}\n`),
  Buffer.from(
    Array.from(
      { length: 40_000 },
      (_, index) => `${at(13)} ${'"<'.repeat(30)}${String.fromCodePoint(0x4e00 + (index % 5000))}\n`,
    ).join(''),
  ),
]);

test('a hostile log is harmless, and makes no page that cannot be sent', () => {
  const files = Object.fromEntries(
    ['central', 'driver', 'engine', 'monitor', 'broker'].map((name) => [`${name}.log`, hostile]),
  );
  const many = {
    ...report,
    moments: Array.from({ length: 50 }, (_, index) => ({ at: index * 3000, kind: 'violation', title: 'x' }) as const),
  };
  const page = renderHtml(many, { ...readExcerpts(logs('hostile', files), many), earlier: [] });
  expect(Buffer.byteLength(page)).toBeLessThan(1024 ** 2);
  expect(page).toContain('&lt;script>alert(1)&lt;/script>');
  expect(page).not.toContain('<script');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  expect(/[\u0000-\u0008\u001b\u009b\u2028\u202a-\u202e\u2066-\u2069]/.test(page)).toBe(false);
  expect(page.isWellFormed()).toBe(true);
});
