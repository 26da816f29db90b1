import { AxeBuilder } from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { cannotRun, useBrowser } from '../support/pages/browser.ts';
import { kinds, names, shows } from '../support/pages/kinds.ts';
import { hostileTexts } from '../support/pages/views.ts';

const cases = names.flatMap((name) => shows.map((show) => [name, show] as const));

test.each(cases)('%s, %s: what the server writes is valid HTML', async (name, show) => {
  const service = await kinds[name].serve(show);
  const html = await (await fetch(service.url)).text();
  await service.close();
  const validator = new HtmlValidate({ extends: ['html-validate:standard'], rules: { 'long-title': 'off' } });
  const { results } = await validator.validateString(html);
  expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual([]);
});

describe.skipIf(cannotRun)('in a real browser', () => {
  const open = useBrowser();
  const looks = [
    { width: 1280, scheme: 'light' },
    { width: 360, scheme: 'dark' },
  ] as const;

  test.each(cases)(
    '%s, %s: fits, is accessible, runs nothing of what it shows, and nothing complains',
    async (name, show) => {
      const service = await kinds[name].serve(show);
      const { page, said, close } = await open(service.url);
      await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
      for (const { width, scheme } of looks) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme: scheme });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        // What is accessible does not depend on whose texts these are, and it takes long to find out.
        if (show in hostileTexts) continue;
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
      }
      expect(await page.title()).not.toBe('taken');
      expect(said).toEqual([]);
      await close();
      await service.close();
    },
  );

  test.each(names)('%s: can be read without JavaScript', async (name) => {
    const service = await kinds[name].serve();
    const reader = await open(service.url, { javaScript: false });
    const other = await open(service.url);
    const read = ({ page }: typeof reader) => page.locator('main').textContent();
    expect(await read(reader)).toBe(await read(other));
    expect(await read(reader)).toContain('€ 0.48/kWh');
    await Promise.all([reader.close(), other.close()]);
    await service.close();
  });

  test.each(names)('%s: whatever can be touched is large enough for a finger', async (name) => {
    const service = await kinds[name].serve();
    const { page, close } = await open(service.url, { width: 360 });
    for (const each of await page.locator('button:visible, input:visible, summary:visible').all()) {
      const { width = 0, height = 0 } = (await each.boundingBox()) ?? {};
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    }
    await close();
    await service.close();
  });
});
