import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeIndex } from '../harness/reporters/runs-index.ts';
import { command, makeFolder } from './support/command.ts';
import { store, storeVariants } from './support/compare/stored.ts';
import { missingNeeds } from './support/needs.ts';
import { expectStill, launchQuietly } from './support/still-page.ts';

const folder = makeFolder();
const runs = join(folder, 'runs');
const page = join(folder, 'pages/compare.html');
const hostile = '<script>document.title="taken"</script>\u001b[2J\u202e';

beforeAll(async () => {
  storeVariants(runs);
  store(runs, 'hostile', { scenario: 'another', title: hostile, variant: hostile, after: { engine: 400 } });
  store(runs, 'doubtful', { scenario: 'another', verdict: 'inconclusive' });
  writeIndex(runs);
  const { code } = await command(['compare', runs, '--out', page]).ended;
  expect(code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function called(...words: string[]) {
  const running = command(['compare', ...words]);
  const { code } = await running.ended;
  return { code, text: running.output(), printed: running.printed() };
}

describe('norestart compare', () => {
  test('prints the sentences, the tables and where the page is', async () => {
    const { text } = await called(`${runs}/before-*`, `new=${runs}/resilient-*`, '--out', page);
    expect(text).toContain('before-*: 0 of 5 runs recovered; driver, central and engine did not come back');
    expect(text).toContain('new: 5 of 5 runs recovered; slowest: engine, 0.21 s after the heal.');
    expect(text).toMatch(/^page: .*compare\.html$/m);
  });

  test('gives one document to programs, and nothing else', async () => {
    const { printed } = await called(runs, '--json', '--out', page);
    const { format, comparison } = JSON.parse(printed);
    expect(format).toBe(1);
    const engine = comparison.scenarios[1].services.find(({ service }: { service: string }) => service === 'engine');
    expect(engine.groups[0].median).toEqual({ notWithinMs: 30_000 });
  });

  test('shows an example first, and asks for runs', async () => {
    expect((await called('--help')).text).toMatch(/^Example:\n {2}npx norestart compare /);
    expect((await called()).code).toBe(64);
    expect((await called(runs, '--by', 'weather')).code).toBe(64);
  });

  test('a place without runs, and one for the page that cannot be written, have their exit codes', async () => {
    const nowhere = await called(join(folder, 'nowhere'));
    expect(nowhere).toMatchObject({ code: 64, text: expect.stringContaining('What to do: ') });
    const inTheWay = join(runs, 'before-0/report.json');
    const unwritable = await called(runs, '--out', join(inTheWay, 'compare.html'));
    expect(unwritable).toMatchObject({ code: 3, text: expect.stringContaining('write the page') });
    expect(existsSync(inTheWay)).toBe(true);
  });
});

const cannotRun = (await missingNeeds()).some(({ what }) => what.includes('browser'));

describe.skipIf(cannotRun)('in a real browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchQuietly();
  });
  afterAll(() => browser.close());

  const files = { comparison: page, runs: join(runs, 'index.html') };
  const cases = (['comparison', 'runs'] as const).flatMap((name) =>
    [1280, 360].flatMap((width) => (['light', 'dark'] as const).map((scheme) => [name, width, scheme] as const)),
  );

  test.each(cases)('%s at %i px, %s: fits, accessible, fetches and runs nothing', async (name, width, scheme) => {
    const address = pathToFileURL(files[name]).href;
    await expectStill(browser, address, { width, scheme });
  });

  test('a link of each leads to the page of a run, and paper is always light', async () => {
    const context = await browser.newContext({ colorScheme: 'dark' });
    const tab = await context.newPage();
    for (const file of Object.values(files)) {
      await tab.goto(pathToFileURL(file).href);
      const links = await tab
        .locator('a')
        .evaluateAll((all) => all.map((one) => (one as unknown as { href: string }).href));
      expect(links).toContain(pathToFileURL(join(runs, 'before-0/report.html')).href);
      const background = () => tab.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
      const onScreen = await background();
      await tab.emulateMedia({ media: 'print' });
      expect(await background()).toBe('rgb(255, 255, 255)');
      expect(onScreen).not.toBe('rgb(255, 255, 255)');
      await tab.emulateMedia({ media: 'screen' });
    }
    await context.close();
  });
});

test('the page is one file of a reasonable size', () => {
  expect(Buffer.byteLength(readFileSync(page))).toBeLessThan(1024 ** 2);
});
