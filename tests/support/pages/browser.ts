import { existsSync } from 'node:fs';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { chromium as chromiumPath } from '../needs.ts';
import { launchQuietly } from '../still-page.ts';

/** Said for the whole run by `missingNeeds`. */
export const cannotRun = !existsSync(chromiumPath);

export interface OpenOptions {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  readonly javaScript?: boolean;
}

/** A real browser for all the tests of a file; a page that is opened keeps what its console says. */
export function useBrowser() {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchQuietly();
  });
  afterAll(() => browser?.close());

  return async (url: string, { width = 1280, scheme = 'light', javaScript = true }: OpenOptions = {}) => {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: scheme,
      javaScriptEnabled: javaScript,
    });
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => said.push(`error: ${error.message}`));
    // A page asks for news when its own modules have taken it over.
    await Promise.all([page.goto(url), javaScript ? page.waitForRequest(`${url}live`) : undefined]);
    return { page, said, close: () => context.close() };
  };
}

/** Whether the keyboard's focus is there. */
export const focused = async (part: Locator): Promise<boolean> =>
  (await part.and(part.page().locator(':focus')).count()) === 1;
