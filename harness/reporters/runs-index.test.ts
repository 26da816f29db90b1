import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { HtmlValidate } from 'html-validate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { store } from '../../tests/support/compare/stored.ts';
import { refreshIndex, writeIndex } from './runs-index.ts';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'norestart-index-'));
});
afterEach(() => rmSync(out, { recursive: true }));

const page = (): string => readFileSync(join(out, 'index.html'), 'utf8');
const rows = (): string[] =>
  page()
    .match(/<tr>.*?<\/tr>/gs)
    ?.slice(1) ?? [];

test('lists the runs, newest first, each with its numbers and a way to its page', () => {
  store(out, 'older', { startedAt: '2026-11-20T10:00:00.000Z', after: { engine: null }, verdict: 'violated' });
  store(out, 'newer', { startedAt: '2026-11-21T10:00:00.000Z', after: { engine: 1234 }, variant: 'after' });
  writeIndex(out);
  const [first = '', second = ''] = rows();
  expect(first).toContain('href="./newer/report.html"');
  expect(first).toMatch(/Recovered.*slow-kafka.*after.*engine, 1\.23\u00a0s.*10\.50\u00a0s.*21 November 2026/s);
  expect(second).toMatch(/Violated.*class="never">engine, not within 30\.00\u00a0s/s);
  expect(rows()).toHaveLength(2);
});

test('lists what is damaged, newer or still running as that, and nothing that is no run', () => {
  store(out, 'newer-format', { format: 3 as never });
  mkdirSync(join(out, 'torn'));
  writeFileSync(join(out, 'torn/report.json'), '{"format":');
  mkdirSync(join(out, 'running'));
  writeFileSync(join(out, 'running/history.jsonl'), '');
  mkdirSync(join(out, 'campaign'));
  writeIndex(out);
  expect(rows()).toHaveLength(3);
  expect(page()).toContain('format 3 is newer than this program');
  expect(page()).toContain('report.json is no JSON');
  expect(page()).toContain('it still runs, or was killed');
  expect(page()).toContain('3 that cannot be read');
});

test('reads a report once, and again when it was written anew', () => {
  const place = store(out, 'run', { title: 'The first' });
  utimesSync(join(place, 'report.json'), 1e9, 1e9);
  writeIndex(out);
  // Of the same size and time as before, so nobody has a reason to look into it.
  const text = readFileSync(join(place, 'report.json'), 'utf8');
  writeFileSync(join(place, 'report.json'), text.replace('The first', 'The other'));
  utimesSync(join(place, 'report.json'), 1e9, 1e9);
  writeIndex(out);
  expect(page()).toContain('The first');
  utimesSync(join(place, 'report.json'), 1e9 + 1, 1e9 + 1);
  writeIndex(out);
  expect(page()).toContain('The other');
});

test('a list that was edited or torn is made anew from the reports', () => {
  store(out, 'run', {});
  for (const text of ['', '{"format":1,"runs":[{"stamp":"x"}]}', '{"format":2,"runs":[]}']) {
    writeFileSync(join(out, 'index.json'), text);
    writeIndex(out);
    expect(JSON.parse(readFileSync(join(out, 'index.json'), 'utf8')).runs).toHaveLength(1);
  }
});

test('a run that is gone is gone from the list', () => {
  rmSync(store(out, 'gone', {}), { recursive: true });
  store(out, 'here', {});
  writeIndex(out);
  expect(rows()).toHaveLength(1);
});

test('runs that end at once leave a whole list with all of them in it', async () => {
  const code = `
    import(${JSON.stringify(new URL('runs-index.ts', import.meta.url).href)}).then(async ({ writeIndex }) => {
      const { store } = await import(${JSON.stringify(new URL('../../tests/support/compare/stored.ts', import.meta.url).href)});
      const { workerData: { out, worker } } = await import('node:worker_threads');
      for (let run = 0; run < 10; run += 1) { store(out, 'run-' + worker + '-' + run, {}); writeIndex(out); }
    });`;
  const ended = [0, 1, 2].map(
    (worker) =>
      new Promise<void>((resolve, reject) => {
        const one = new Worker(code, { eval: true, workerData: { out, worker } });
        one.once('error', reject).once('exit', (exit) => (exit === 0 ? resolve() : reject(new Error(`exit ${exit}`))));
      }),
  );
  await Promise.all(ended);
  expect(rows()).toHaveLength(30);
  expect(
    readdirSync(out)
      .filter((name) => name.startsWith('index.'))
      .sort(),
  ).toEqual(['index.html', 'index.json']);
});

test('a folder that cannot be written to is an error here, and none at the end of a run', () => {
  const file = join(out, 'a-file');
  writeFileSync(file, '');
  expect(() => writeIndex(file)).toThrow(/write the list of the runs/);
  expect(() => refreshIndex(file)).not.toThrow();
  // Something else is in the place of the page: nothing half-written may stay behind.
  mkdirSync(join(out, 'index.html/in-the-way'), { recursive: true });
  expect(() => writeIndex(out)).toThrow(/write the list of the runs/);
  expect(readdirSync(out).sort()).toEqual(['a-file', 'index.html']);
});

test('shows hostile names and titles as text', async () => {
  const attack = '"><script>alert(1)</script>\u202e\u001b[2J';
  store(out, 'javascript:alert(1)', { title: attack, variant: attack, scenario: attack });
  store(out, 'a"><img src=x>', { title: attack });
  writeIndex(out);
  expect(page()).not.toMatch(/<script|<img|\u202e/);
  expect(page()).not.toContain('\u001b');
  expect(page()).not.toMatch(/href="(?!\.\/)/);
  const validator = new HtmlValidate({ extends: ['html-validate:standard'] });
  const { results } = await validator.validateString(page());
  expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual([]);
});

test('of thousands of runs shows the newest, and says how many more there are', () => {
  for (let run = 0; run < 1200; run += 1) {
    mkdirSync(join(out, `run-${run}`));
    writeFileSync(join(out, `run-${run}`, 'report.json'), '{');
  }
  writeIndex(out);
  expect(rows()).toHaveLength(1000);
  expect(page()).toContain('200 older runs are not shown');
  expect(existsSync(join(out, 'index.json'))).toBe(true);
});
