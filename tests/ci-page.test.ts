import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderBadge } from '../harness/reporters/ci/badge.ts';
import { renderGatePage } from '../harness/reporters/html/gate/page.ts';
import { gateResults, withText } from './support/ci/gate-results.ts';
import { missingNeeds } from './support/needs.ts';
import { expectStill, launchQuietly } from './support/still-page.ts';

const cannotRun = (await missingNeeds()).some(({ what }) => what.includes('browser'));

describe.skipIf(cannotRun)("the gate's page and badge in a real browser", () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'norestart-gate-page-'));
    browser = await launchQuietly();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  const results = {
    ...gateResults,
    hostile: withText(gateResults.failed, '<script>document.title="taken"</script>\u001b[2J'.repeat(5)),
  };
  const cases = (['passed', 'warned', 'failed', 'hostile'] as const).flatMap((name) =>
    [1280, 360].flatMap((width) => (['light', 'dark'] as const).map((scheme) => [name, width, scheme] as const)),
  );

  test.each(cases)('%s at %i px, %s: fits, accessible, fetches and runs nothing', async (name, width, scheme) => {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, renderGatePage(results[name]));
    await expectStill(browser, pathToFileURL(file).href, { width, scheme });
  });

  test.each(['passed', 'inconclusive'] as const)(
    'the badge of %s holds its words, and fetches nothing',
    async (outcome) => {
      const file = join(folder, 'badge.svg');
      writeFileSync(file, renderBadge({ outcome }));
      const page = await browser.newPage();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(pathToFileURL(file).href);
      const room = await page.evaluate(`[...document.querySelectorAll('text')].map((text) => {
      const { x, width } = text.getBBox();
      return [x, x + width];
    })`);
      const [[from, middle], [after, to]] = room as [[number, number], [number, number]];
      const left: number = await page.evaluate(
        "Number(document.querySelector('path').getAttribute('d').match(/^M([0-9.]+)/)[1])",
      );
      const width: number = await page.evaluate("document.querySelector('svg').viewBox.baseVal.width");
      expect([from, left - middle, after - left, width - to].every((gap) => gap >= 3)).toBe(true);
      expect(asked).toEqual([pathToFileURL(file).href]);
      await page.close();
    },
  );
});
