import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { authority } from '../../harness/model/address.ts';
import { cannotRun as noBrowser, useBrowser } from '../support/pages/browser.ts';
import { priceOf } from '../support/whole-system/description.ts';
import { cannotRun, town } from '../support/whole-system/town.ts';

/** 100 Wh each second, so that a charge of 0.5 kWh takes 5 s. */
const here = town({ chargePoints: 2, settings: { 'engine-CP-1': ['--power-w', '360000'] } });
const open = useBrowser();

async function pageOf(service: string): Promise<Page> {
  const found = here.environment.services.find(({ description }) => description.name === service);
  if (!found) throw new Error(`There is no service ${service}.`);
  return (await open(`http://${authority(found.address('http'))}/`)).page;
}
const card = (page: Page, id: string, state: string) => page.locator(`[data-id="${id}"][data-state="${state}"]`);
const appears = (page: Page, id: string, state: string, timeout = 5000) =>
  card(page, id, state).first().waitFor({ timeout });
const says = (page: Page, text: string | RegExp, timeout = 5000) => page.getByText(text).first().waitFor({ timeout });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
/** The card of the newest request on the driver's page. */
const newest = (page: Page) => page.locator('.requests .cards > li').first();

describe.skipIf(cannotRun || noBrowser)('through the pages alone', () => {
  test('a charge goes from the question to its ticket', async () => {
    const [driver, panel, point] = (await Promise.all(['D-1', 'central', 'engine-CP-1'].map(pageOf))) as [
      Page,
      Page,
      Page,
    ];
    await appears(driver, 'CP-1', 'ACTIVATED');
    await driver.getByLabel('kWh at CP-1').fill('0.5');
    await press(driver, 'Ask for a charge at CP-1');
    await newest(driver).and(driver.locator('[data-state="authorised"]')).waitFor();
    await says(point, 'Waiting for the plug');
    await press(point, 'Plug in');
    await appears(panel, 'CP-1', 'SUPPLYING');
    await card(panel, 'CP-1', 'SUPPLYING').getByText('360.0 kW').first().waitFor();
    await card(panel, 'CP-1', 'SUPPLYING').getByText('D-1').first().waitFor();
    await newest(driver).and(driver.locator('[data-state="supplying"]')).waitFor();
    await newest(driver).and(driver.locator('[data-state="charged"]')).waitFor({ timeout: 10_000 });
    const ticket = ((await newest(driver).textContent()) ?? '').replaceAll(/\s+/g, ' ');
    expect(ticket).toContain('0.500 kWh');
    expect(ticket).toContain(`€ 0.${Math.round((500 * priceOf(1)) / 1000)}`);
    await appears(panel, 'CP-1', 'ACTIVATED');
    await says(panel, /Ticket for D-1 at CP-1: 0\.500 kWh/);
  });

  test('a charge point breaks in the middle of a session, and is repaired', async () => {
    const [driver, panel, point] = (await Promise.all(['D-1', 'central', 'engine-CP-1'].map(pageOf))) as [
      Page,
      Page,
      Page,
    ];
    await press(driver, 'Ask for a charge at CP-1');
    await newest(driver).and(driver.locator('[data-state="authorised"]')).waitFor();
    await press(point, 'Plug in');
    await newest(driver).and(driver.locator('[data-state="supplying"]')).waitFor();
    await point.getByLabel('Reason').fill('Smoke.');
    await press(point, 'Break');
    await appears(panel, 'CP-1', 'BROKEN');
    await card(panel, 'CP-1', 'BROKEN').getByText('Smoke.').first().waitFor();
    await newest(driver).and(driver.locator('[data-state="charged"]')).waitFor();
    await newest(driver).getByText('Smoke.').waitFor();
    await appears(driver, 'CP-1', 'BROKEN');
    await press(point, 'Repair');
    await appears(panel, 'CP-1', 'ACTIVATED');
    await appears(driver, 'CP-1', 'ACTIVATED');
  });

  test('the operator stops a charge point, and lets it work again', async () => {
    const [panel, point] = (await Promise.all(['central', 'engine-CP-2'].map(pageOf))) as [Page, Page];
    await press(panel, 'Stop CP-2');
    await appears(panel, 'CP-2', 'OUT_OF_ORDER');
    await card(panel, 'CP-2', 'OUT_OF_ORDER').getByText('Out of Order').first().waitFor();
    await says(point, /Out of Order/);
    await press(panel, 'Resume CP-2');
    await appears(panel, 'CP-2', 'ACTIVATED');
  });

  test('central dies and comes back, as the driver and the panel show it', async () => {
    const [driver, panel] = (await Promise.all(['D-1', 'central'].map(pageOf))) as [Page, Page];
    await appears(driver, 'CP-2', 'ACTIVATED');
    await here.kill('central');
    await says(panel, /No news since/, 8000);
    await says(driver, /Cannot reach the central/, 8000);
    await press(driver, 'Ask for a charge at CP-2');
    await driver.getByRole('alert').getByText('Cannot reach the central').first().waitFor();
    await here.start('central');
    await panel.getByText(/No news since/).waitFor({ state: 'detached', timeout: 15_000 });
    await driver
      .locator('.notice', { hasText: 'Cannot reach the central' })
      .waitFor({ state: 'detached', timeout: 15_000 });
    await press(driver, 'Ask for a charge at CP-2');
    await newest(driver).and(driver.locator('[data-state="authorised"]')).waitFor({ timeout: 10_000 });
    await here.post('engine-CP-2', '/plug');
    await here.post('engine-CP-2', '/unplug');
    await newest(driver).and(driver.locator('[data-state="charged"]')).waitFor();
  });
});
