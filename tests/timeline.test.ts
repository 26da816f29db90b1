import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildReport } from '../harness/report/build.ts';
import { renderHtml } from '../harness/reporters/html/page.ts';
import { fullBeside } from './support/html/full-beside.ts';
import { fullRun } from './support/html/full-run.ts';
import { missingNeeds } from './support/needs.ts';
import { launchQuietly } from './support/still-page.ts';

const report = buildReport(fullRun(), []);
const html = renderHtml(report, fullBeside(report, 'what a log says'));
const cannotRun = (await missingNeeds()).some(({ what }) => what.includes('browser'));

test('a page that shows all that a page can show is valid HTML', async () => {
  const validator = new HtmlValidate({ extends: ['html-validate:standard'], rules: { 'long-title': 'off' } });
  const { results } = await validator.validateString(html);
  expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual([]);
});

/** Texts of the picture that are shown and do not lie within it, from left to right. */
const outside = `[...document.querySelectorAll('.timeline text, .timeline p, .excerpt-links text')].map((text) => [text.textContent, text.getBoundingClientRect()])
  .filter(([, { width, left, right }]) => width > 0 && (left < 0 || right > document.documentElement.clientWidth)).map(([text]) => text)`;
/** Words in stretches that are shorter than their word. */
const tooLong = `[...document.querySelectorAll('.strip g')].filter((stretch) => stretch.querySelector('text'))
  .map((stretch) => [stretch.textContent, stretch.querySelector('rect').getBoundingClientRect(), stretch.querySelector('text').getBoundingClientRect()])
  .filter(([, rect, text]) => text.width > 0 && text.right > rect.right).map(([words]) => words)`;
const fill = (selector: string) => `getComputedStyle(document.querySelector('${selector}')).fill`;

describe.skipIf(cannotRun)('the timeline in a real browser', () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'norestart-timeline-'));
    writeFileSync(join(folder, 'report.html'), html);
    browser = await launchQuietly();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  const open = async (width: number, colorScheme: 'light' | 'dark'): Promise<[Page, string[]]> => {
    // Its own context, which axe asks for.
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('request', (request) => said.push(request.url()));
    await page.goto(pathToFileURL(join(folder, 'report.html')).href);
    expect(said.splice(0)).toEqual([pathToFileURL(join(folder, 'report.html')).href]);
    return [page, said];
  };

  const cases = [1280, 800, 360].flatMap((width) =>
    (['light', 'dark'] as const).map((scheme) => [width, scheme] as const),
  );
  test.each(cases)('at %i px, %s: every word lies in the picture and in its stretch', async (width, scheme) => {
    const [page, said] = await open(width, scheme);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await page.evaluate(outside)).toEqual([]);
    expect(await page.evaluate(tooLong)).toEqual([]);
    expect(await page.evaluate(fill('.strip .failing > rect'))).toBe('url("#state-failing")');
    expect(await page.evaluate(fill('.recovery-span.open .length'))).toBe('url("#never")');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    expect(said).toEqual([]);
    await page.context().close();
  });

  test.each(['light', 'dark'] as const)('on paper, %s: black on white, and nothing is cut off', async (scheme) => {
    const [page, said] = await open(718, scheme);
    await page.emulateMedia({ media: 'print', colorScheme: scheme });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(718);
    expect(await page.evaluate(outside)).toEqual([]);
    expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe(
      'rgb(255, 255, 255)',
    );
    expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
    expect(said).toEqual([]);
    await page.context().close();
  });
});
