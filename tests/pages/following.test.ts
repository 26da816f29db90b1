import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { cannotRun, focused, useBrowser } from '../support/pages/browser.ts';
import { kinds } from '../support/pages/kinds.ts';
import { panel, point } from '../support/pages/views.ts';

const withinMs = 10_000;
/** Until the page says so; the wait is bounded, and fails with what the page says instead. */
const says = (part: Locator, text: string | RegExp) => part.filter({ hasText: text }).waitFor({ timeout: withinMs });
const banner = (page: Page) => page.locator('.banner p');

describe.skipIf(cannotRun)('a page that is open', () => {
  const open = useBrowser();
  const ends: (() => Promise<void>)[] = [];
  /** Those that a test has opened are closed after it, the last first. */
  const closing = <Part extends { close(): Promise<void> }>(part: Part): Part => {
    ends.unshift(part.close);
    return part;
  };
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  test('shows what changes as it changes, and nothing complains', async () => {
    const service = closing(await kinds.panel.serve());
    const { page, said } = closing(await open(service.url));
    const card = page.locator('[data-id="CP-0"]');
    await says(card, 'Activated');
    service.show({ ...panel(), points: [point(0, { state: 'BROKEN', fault: 'A fuse has blown.' })] });
    await says(card, 'Broken');
    await says(card, 'A fuse has blown.');
    expect(await page.locator('.card').count()).toBe(1);
    expect(said).toEqual([]);
  });

  test('says after 3 s that nothing is heard, marks all figures, and is well again by itself on the same port', async () => {
    const first = closing(await kinds.engine.serve());
    const { page } = closing(await open(first.url));
    await says(page.locator('dd'), '11.56 kWh');
    expect(await banner(page).count()).toBe(0);
    const since = performance.now();
    await first.close();
    await says(banner(page), /^No news since \d\d:\d\d:\d\d\. Trying to reach the service\.\.\.$/);
    expect(performance.now() - since).toBeGreaterThan(1500);
    expect(await page.getByRole('status').filter({ hasText: 'No news since' }).count()).toBe(1);
    expect(await page.evaluate("getComputedStyle(document.querySelector('dd')).textDecoration")).toContain('dotted');
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
    await page.getByRole('button', { name: 'Unplug' }).click();
    await says(page.getByRole('alert'), 'The service cannot be reached.');
    closing(await kinds.engine.serve('bad', { port: first.port }));
    await banner(page).waitFor({ state: 'detached', timeout: withinMs });
    await says(page.locator('.fault'), 'It was broken by hand.');
  });

  test('is called by what it shows, also when it has learnt that later', async () => {
    const service = closing(await kinds.engine.serve('empty', { title: 'Charge point' }));
    const { page } = closing(await open(service.url));
    await says(page.getByRole('heading', { level: 1 }), /^Charge point$/);
    service.show(kinds.engine.usual);
    await says(page.getByRole('heading', { level: 1 }), /^Charge point CP-1$/);
    expect(await page.title()).toBe('Charge point CP-1');
  });

  test('begins anew also after an answer that is an error, which ends an EventSource for good', async () => {
    const first = closing(await kinds.monitor.serve());
    const { page } = closing(await open(first.url));
    const liveAnswers = (status: number) =>
      page.waitForResponse((answer) => answer.url().endsWith('/live') && answer.status() === status, {
        timeout: withinMs,
      });
    const refused = liveAnswers(500);
    first.show({ ...kinds.monitor.usual, location: 3 as unknown as string });
    await refused;
    await says(banner(page), 'No news since');
    const back = liveAnswers(200);
    first.show({ ...kinds.monitor.usual, location: 'Somewhere else' });
    await back;
    await banner(page).waitFor({ state: 'detached', timeout: withinMs });
    await says(page.locator('dd'), 'Somewhere else');
  });

  test('leaves the keyboard’s focus and what was typed where they are, ten times a second', async () => {
    const service = closing(await kinds.engine.serve());
    const { page } = closing(await open(service.url));
    const reason = page.getByRole('textbox', { name: 'Reason' });
    let suppliedWh = 0;
    const supplying = setInterval(() => {
      suppliedWh += 10;
      const { usual } = kinds.engine;
      service.show({ ...usual, session: usual.session && { ...usual.session, suppliedWh } });
    }, 50);
    await reason.pressSequentially('a fuse has blown', { delay: 60 });
    const shown = await page.locator('.session dd').nth(1).textContent();
    expect(await reason.inputValue()).toBe('a fuse has blown');
    expect(await focused(reason)).toBe(true);
    clearInterval(supplying);
    expect(shown).not.toBe('11.56 kWh');
  });

  test('tells aloud what changes its state, and no figures', async () => {
    const service = closing(await kinds.panel.serve());
    const { page } = closing(await open(service.url));
    await page.evaluate(`
      window.told = [];
      const regions = document.querySelectorAll('[role=status], [role=log], [role=alert]');
      const observer = new MutationObserver((changes) => window.told.push(...changes.map(({ target }) => target.textContent)));
      for (const region of regions) observer.observe(region, { subtree: true, childList: true, characterData: true });
    `);
    const supplied = (suppliedWh: number) => {
      const [points, requests] = [panel().points, panel().requests].map((list) =>
        list.map((each) =>
          'session' in each && each.session ? { ...each, session: { ...each.session, suppliedWh } } : each,
        ),
      );
      return { ...panel(), points, requests } as ReturnType<typeof panel>;
    };
    service.show(supplied(12_000));
    await says(page.locator('[data-id="CP-2"]'), '12.00 kWh');
    service.show(supplied(13_000));
    await says(page.locator('[data-id="CP-2"]'), '13.00 kWh');
    expect(await page.evaluate('window.told')).toEqual([]);
    service.show({ ...panel(), points: panel().points.slice(1) });
    await says(page.locator('.counts'), '1 Activated');
    expect(await page.evaluate('window.told.length')).toBeGreaterThan(0);
  });

  test('keeps up with 500 charge points, and draws again only what has changed', async () => {
    const many = panel(500);
    const service = closing(await kinds.panel.serve('usual', { view: many }));
    const { page, said } = closing(await open(service.url));
    await page.evaluate(`
      window.changed = 0;
      new MutationObserver((changes) => { window.changed += changes.length; })
        .observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true, attributes: true });
    `);
    const points = many.points.map((each) =>
      each.id === 'CP-2' && each.session ? { ...each, session: { ...each.session, suppliedWh: 12_000 } } : each,
    );
    service.show({ ...many, points });
    await says(page.locator('[data-id="CP-2"]'), '12.00 kWh');
    expect(await page.evaluate('window.changed')).toBe(1);
    expect(said).toEqual([]);
  });

  test('lets go of its connection while nobody looks at it', async () => {
    const service = closing(await kinds.panel.serve());
    const { page } = closing(await open(service.url));
    const look = (hidden: boolean) =>
      page.evaluate(`
        Object.defineProperty(document, 'hidden', { configurable: true, value: ${hidden} });
        document.dispatchEvent(new Event('visibilitychange'));
      `);
    const over = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/live'));
    await look(true);
    await over;
    service.show({ ...panel(), points: [] });
    const again = page.waitForRequest((request) => request.url().endsWith('/live'));
    await look(false);
    await again;
    await says(page.locator('.nothing'), 'A charge point appears here');
  });
});
