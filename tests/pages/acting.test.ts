import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Http, problem } from '../../system/service/http.ts';
import { cannotRun, focused, useBrowser } from '../support/pages/browser.ts';
import { kinds } from '../support/pages/kinds.ts';
import { chargePoint, driver, panel, point } from '../support/pages/views.ts';

interface Asked {
  readonly path: string;
  readonly body: unknown;
}

/** A service that takes down whatever it is asked to do, and answers as it is told to. */
function recorder() {
  const asked: Asked[] = [];
  const told = { status: 202, detail: '' };
  let answered = Promise.resolve();
  const routes = (app: Http): void => {
    app.post('/*', { schema: { body: z.unknown() } }, async (request, reply) => {
      asked.push({ path: request.url, body: request.body });
      await answered;
      return told.status < 400 ? reply.code(told.status).send({}) : problem(reply, told.status, told.detail);
    });
  };
  /** Nothing is answered until what this returns is called. */
  const hold = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    answered = promise;
    return resolve;
  };
  return { asked, told, routes, hold };
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe.skipIf(cannotRun)('a button', () => {
  const open = useBrowser();
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  async function opened(name: keyof typeof kinds, view?: object) {
    const record = recorder();
    const kind = kinds[name] as (typeof kinds)['panel'];
    const more = view ? { view: view as typeof kind.usual } : {};
    const service = await kind.serve('usual', { ...more, routes: record.routes });
    const { page, said, close } = await open(service.url);
    ends.push(close, service.close);
    return { ...record, service, page, said };
  }
  /** Presses it and waits for the answer. */
  const press = async (page: Page, name: string) => {
    const answer = page.waitForResponse((response) => response.request().method() === 'POST');
    await button(page, name).click();
    await answer;
  };

  test.each([
    ['Stop all', '/stop'],
    ['Resume all', '/resume'],
    ['Stop CP-0', '/charge-points/CP-0/stop'],
    ['Resume CP-1', '/charge-points/CP-1/resume'],
  ])('of the panel, %s, asks for %s', async (name, path) => {
    const { page, asked, said } = await opened('panel');
    await press(page, name);
    expect(asked).toEqual([{ path, body: {} }]);
    expect(said).toEqual([]);
  });

  test('for a charge point with a strange name asks for that one', async () => {
    const { page, asked } = await opened('panel', { ...panel(), points: [point(0, { id: '../a b/?#' })] });
    await press(page, 'Stop ../a b/?#');
    expect(asked.map(({ path }) => path)).toEqual(['/charge-points/..%2Fa%20b%2F%3F%23/stop']);
  });

  const waiting = chargePoint({ session: { ...(chargePoint().session as object), state: 'accepted' } as never });
  test.each([
    ['Plug in', '/plug', waiting],
    ['Unplug', '/unplug', chargePoint()],
    ['Begin by hand', '/begin', chargePoint({ session: null, cannotBegin: null })],
    ['Break', '/break', chargePoint()],
    ['Repair', '/repair', chargePoint({ fault: 'It was broken by hand.' })],
  ])('of the charge point, %s, asks for %s', async (name, path, view) => {
    const { page, asked } = await opened('engine', view);
    if (name === 'Break') await page.getByRole('textbox', { name: 'Reason' }).fill(' a fuse ');
    if (name === 'Begin by hand') await page.getByRole('textbox', { name: 'kWh' }).fill('7,5');
    await press(page, name);
    const bodies: Record<string, object> = { Break: { reason: 'a fuse' }, 'Begin by hand': { targetWh: 7500 } };
    expect(asked).toEqual([{ path, body: bodies[name] ?? {} }]);
  });

  test('that cannot be used says why, keeps the focus, and asks for nothing', async () => {
    const { page, asked } = await opened('engine', chargePoint({ session: null, cannotBegin: 'The monitor is away.' }));
    const begin = button(page, 'Begin by hand');
    expect(await begin.getAttribute('aria-disabled')).toBe('true');
    const why = await begin.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${why}"]`).textContent()).toBe('The monitor is away.');
    await begin.focus();
    await page.keyboard.press('Enter');
    await press(page, 'Break');
    expect(asked.map(({ path }) => path)).toEqual(['/break']);
  });

  test('asks for a charge, at a charge point or by name', async () => {
    const { page, asked } = await opened('driver');
    await page.getByRole('textbox', { name: 'kWh at CP-0' }).fill('12.345');
    await press(page, 'Ask for a charge at CP-0');
    await page.getByRole('textbox', { name: 'Charge point' }).fill('CP-99');
    await press(page, 'Ask for a charge at the charge point of this name');
    const id = expect.stringMatching(/^[0-9a-f]{32}$/);
    expect(asked).toEqual([
      { path: '/requests', body: { id, chargePointId: 'CP-0', targetWh: 12_345 } },
      { path: '/requests', body: { id, chargePointId: 'CP-99', targetWh: 10_000 } },
    ]);
  });

  test('shows the problem’s detail beside it, keeps what was typed, and asks once however often it is pressed', async () => {
    const { page, asked, told } = await opened('driver');
    const card = page.locator('.card[data-id="CP-0"]');
    const energy = page.getByRole('textbox', { name: 'kWh at CP-0' });
    await energy.fill('12');
    Object.assign(told, { status: 503, detail: 'Too much waits to be sent.' });
    await press(page, 'Ask for a charge at CP-0');
    await card.getByRole('alert').filter({ hasText: 'Too much waits to be sent.' }).waitFor();
    expect(await energy.inputValue()).toBe('12');
    await press(page, 'Ask for a charge at CP-0');
    told.status = 202;
    await press(page, 'Ask for a charge at CP-0');
    await card.locator('[role=alert] p').waitFor({ state: 'detached' });
    await press(page, 'Ask for a charge at CP-0');
    const ids = asked.map(({ body }) => (body as { id: string }).id);
    expect(new Set(ids.slice(0, 3)).size).toBe(1);
    expect(ids[3]).not.toBe(ids[0]);
  });

  test('with something else in its input asks for something else, also after a failure', async () => {
    const { page, asked, told } = await opened('driver');
    Object.assign(told, { status: 503, detail: 'Not now.' });
    await press(page, 'Ask for a charge at CP-0');
    await page.getByRole('textbox', { name: 'kWh at CP-0' }).fill('11');
    await press(page, 'Ask for a charge at CP-0');
    expect(new Set(asked.map(({ body }) => (body as { id: string }).id)).size).toBe(2);
  });

  test.each(['', '0', 'ten', '1.2345'])('says that %j is no energy, and asks for nothing', async (text) => {
    const { page, asked } = await opened('driver');
    await page.getByRole('textbox', { name: 'kWh at CP-0' }).fill(text);
    await button(page, 'Ask for a charge at CP-0').click();
    await page
      .getByRole('alert')
      .filter({ hasText: `"${text}" is no energy` })
      .waitFor();
    expect(asked).toEqual([]);
  });

  test('is off while its own request runs, and no other is', async () => {
    const { page, asked, hold } = await opened('panel');
    const answer = hold();
    const stop = button(page, 'Stop CP-0');
    await stop.focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-id="CP-0"] [aria-busy=true]').waitFor();
    expect(await stop.getAttribute('aria-disabled')).toBe('true');
    expect(await button(page, 'Stop all').getAttribute('aria-disabled')).toBe('false');
    await page.keyboard.press('Enter');
    answer();
    await page.locator('[data-id="CP-0"] [aria-busy=false]').waitFor();
    expect(asked).toHaveLength(1);
    expect(await focused(stop)).toBe(true);
  });

  test('keeps the focus when what it does turns into the opposite', async () => {
    const { page, service } = await opened('panel');
    await button(page, 'Stop CP-0').focus();
    service.show({ ...panel(), points: [point(0, { state: 'OUT_OF_ORDER', stopped: true })] });
    const resume = button(page, 'Resume CP-0');
    await resume.waitFor();
    expect(await focused(resume)).toBe(true);
  });

  test('goes on being there for whoever types when the charge point is taken, and then is gone', async () => {
    const { page, service } = await opened('driver');
    const energy = page.getByRole('textbox', { name: 'kWh at CP-0' });
    await energy.fill('7');
    const points = driver().points.map((each) => ({ ...each, state: 'SUPPLYING' as const }));
    service.show({ ...driver(), points } as never);
    await page.locator('.card[data-id="CP-0"]').filter({ hasText: 'Supplying' }).waitFor();
    expect(await energy.inputValue()).toBe('7');
    expect(await focused(energy)).toBe(true);
    await energy.blur();
    await energy.waitFor({ state: 'hidden' });
  });
});
