import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { HtmlValidate } from 'html-validate';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fact } from '../harness/model/fact.ts';
import { buildReport } from '../harness/report/build.ts';
import type { Report } from '../harness/report/model.ts';
import { renderHtml } from '../harness/reporters/html/page.ts';
import { goodRun, told } from './support/histories/good-run.ts';
import { longRun } from './support/histories/long-run.ts';
import { fullBeside } from './support/html/full-beside.ts';
import { missingNeeds } from './support/needs.ts';
import { expectStill, launchQuietly } from './support/still-page.ts';

const good = (): Report => buildReport(told(goodRun()), []);
/** The same run, but nothing reached Kafka any more: every service never came back, and everything was lost. */
const bad = (): Report =>
  buildReport(told(goodRun().filter(({ kind }) => kind !== 'record' && kind !== 'heartbeat')), []);
const inconclusive = (): Report => buildReport(told(goodRun().filter(({ kind }) => kind !== 'final-read')), []);

/** The report with every string in it replaced, the words of its own vocabulary left alone. */
function hostile(report: Report, text: string): Report {
  const fields = new Set([
    'title',
    'story',
    'sentence',
    'detail',
    'because',
    'claim',
    'operation',
    'reason',
    'command',
    'run',
  ]);
  const replace = (value: unknown, field: string): unknown => {
    if (typeof value === 'string') return fields.has(field) ? text : value;
    if (Array.isArray(value)) return value.map((inner) => replace(inner, field));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replace(inner, name)]));
  };
  return replace({ ...report, machine: { [text]: text }, notes: [text] }, '') as Report;
}

describe('the page', () => {
  test('has every part, in the order in which a reader asks', () => {
    const ids = [...renderHtml(good()).matchAll(/<section id="([a-z-]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([
      'faults',
      'recovery',
      'timeline',
      'ledger',
      'restarts',
      'checks',
      'trust',
      'logs',
      'earlier',
      'story',
      'circumstances',
    ]);
  });

  test('calls never "not within", and not the time that was waited', () => {
    const page = renderHtml(bad());
    expect(page).toMatch(/not within/);
    expect(page).toMatch(/Violated/);
    expect(renderHtml(good())).not.toMatch(/not within/);
  });

  test.each([
    ['good', good],
    ['bad', bad],
    ['inconclusive', inconclusive],
    ['hostile', () => hostile(bad(), '</style><script>alert(1)</script>"\'><img src=x onerror=alert(1)>')],
  ])('is valid HTML: %s', async (_name, report) => {
    const validator = new HtmlValidate({ extends: ['html-validate:standard'], rules: { 'long-title': 'off' } });
    const { results } = await validator.validateString(renderHtml(report()));
    expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual(
      [],
    );
  });

  test('shows hostile text as text, whatever it is', () => {
    const shape = (page: string) => [...page.matchAll(/<\/?([a-z][a-z0-9]*)/g)].map(([tag]) => tag).join(' ');
    const harmless = shape(renderHtml(hostile(bad(), 'x')));
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), fc.constant('<script>alert(1)</script>')),
        (text) => {
          const page = renderHtml(hostile(bad(), text));
          expect(shape(page) === harmless).toBe(true);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
          expect(page).not.toMatch(/[\u0000-\u0008\u001b\u009b\u202a-\u202e\u2066-\u2069]/);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('of 100,000 facts stays below 3 MiB', () => {
    const page = renderHtml(buildReport(longRun(100_000), []));
    expect(Buffer.byteLength(page)).toBeLessThan(3 * 1024 ** 2);
    expect(Buffer.byteLength(renderHtml(good()))).toBeLessThan(1024 ** 2);
  });
});

const cannotRun = (await missingNeeds()).some(({ what }) => what.includes('browser'));

describe.skipIf(cannotRun)('the page in a real browser', () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'norestart-page-'));
    browser = await launchQuietly();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  const attack = '<script>document.title="taken"</script>\u001b[2J\u202e';
  const reports = {
    good,
    bad,
    inconclusive,
    hostile: () => hostile(bad(), attack),
  };
  const cases = Object.keys(reports).flatMap((name) =>
    [1280, 360].flatMap((width) => (['light', 'dark'] as const).map((scheme) => [name, width, scheme] as const)),
  );

  test.each(cases)('%s at %i px, %s: fits, accessible, fetches and runs nothing', async (name, width, scheme) => {
    const file = join(folder, `${name}.html`);
    const report = reports[name as keyof typeof reports]();
    writeFileSync(file, renderHtml(report, fullBeside(report, attack)));
    await expectStill(browser, pathToFileURL(file).href, { width, scheme });
  });
});

/** Keeps the histories above honest: each is judged as its name says. */
test('the three reports have the three verdicts', () => {
  const facts: readonly Fact[] = goodRun();
  expect(facts.length).toBeGreaterThan(20);
  expect([bad().verdict, inconclusive().verdict].sort()).toEqual(['inconclusive', 'violated']);
});
