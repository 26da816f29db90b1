import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium } from 'playwright-core';
import { expect } from 'vitest';
import { chromium as chromiumPath } from './needs.ts';

/** A real browser that asks for nothing by itself. */
export function launchQuietly(): Promise<Browser> {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', ...quiet] });
}

export interface Look {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

/** The page at this address fits, is accessible, fetches nothing but itself, and runs nothing of what it shows. */
export async function expectStill(browser: Browser, address: string, { width, scheme }: Look): Promise<void> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme });
  const page = await context.newPage();
  const asked: string[] = [];
  const said: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => said.push(message.text()));
  await page.goto(address);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  expect(await page.title()).not.toBe('taken');
  await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(asked).toEqual([address]);
  expect(said).toEqual([]);
  await context.close();
}
