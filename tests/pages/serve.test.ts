import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { kinds } from '../support/pages/kinds.ts';
import type { Served } from '../support/pages/served.ts';

let service: Served<typeof kinds.monitor.usual>;
beforeEach(async () => {
  service = await kinds.monitor.serve();
});
afterEach(() => service.close());
const ask = (path: string, headers: Record<string, string> = {}) => fetch(new URL(path, service.url), { headers });

test('a page, its view and its news are never kept; the news are a stream of events', async () => {
  const page = await ask('/');
  const view = await ask('/view');
  const live = await ask('/live');
  expect([page, view, live].map(({ headers }) => headers.get('cache-control'))).toEqual(Array(3).fill('no-store'));
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(live.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(await view.json()).toEqual(kinds.monitor.usual);
  await live.body?.cancel();
});

describe('what a page is made of', () => {
  const start = '/assets/pages/browser/start.ts';

  test('is JavaScript without types, of modules that a page imports and no others', async () => {
    const html = await (await ask('/')).text();
    const addresses = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, address = '']) => address);
    expect(addresses).toContain(start);
    for (const address of addresses) expect((await ask(address)).status, address).toBe(200);
    const script = await ask(start);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await script.text()).not.toMatch(/interface|import type/);
  });

  test.each([
    'pages/serve.ts',
    'pages/live.ts',
    'service/http.ts',
    'central/main.ts',
    'central/panel/page.ts',
    'charge-point/monitor/page/view.ts',
    '../package.json',
    '..%2fpackage.json',
    '%2e%2e/package.json',
    '/etc/passwd',
    'modules/../pages/serve.ts',
    '__proto__',
    '',
  ])('is not %s', async (path) => {
    const reply = await ask(`/assets/${path}`);
    expect(reply.status).toBe(404);
    expect(await reply.json()).toMatchObject({ status: 404, detail: 'There is nothing at this address.' });
  });

  test('is sent again only when it is another', async () => {
    const first = await ask(start);
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const again = await ask(start, { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await ask(start, { 'if-none-match': '"another"' })).status).toBe(200);
  });
});

test('a text in the view cannot end the element that the view is in', async () => {
  service.show({ ...kinds.monitor.usual, location: '</script><script>alert(1)</script><!--' });
  const html = await (await ask('/')).text();
  expect(html.match(/<script/g)).toHaveLength(3);
  const [, written = ''] = /<script type="application\/json" id="start">(.*?)<\/script>/s.exec(html) ?? [];
  expect(JSON.parse(written).view.location).toBe('</script><script>alert(1)</script><!--');
});

test('there is room for a hundred open pages, and the next one is told', async () => {
  const streams = await Promise.all(Array.from({ length: 100 }, () => ask('/live')));
  expect(new Set(streams.map(({ status }) => status))).toEqual(new Set([200]));
  const more = await ask('/live');
  expect(more.status).toBe(503);
  expect(await more.json()).toMatchObject({ detail: expect.stringContaining('Too many pages') });
});

test('open streams do not keep a service from ending', async () => {
  const live = await ask('/live');
  const since = performance.now();
  await service.close();
  expect(performance.now() - since).toBeLessThan(5000);
  await live.text().catch(() => undefined);
});

test('a service that serves its page says nothing on standard error', () => {
  const assets = JSON.stringify(new URL('../../system/pages/assets.ts', import.meta.url).href);
  const page = JSON.stringify(new URL('../../system/central/panel/page.ts', import.meta.url).href);
  const script = `import { assetsOf } from ${assets}; console.log((await assetsOf(${page})).size > 10);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  expect([stdout, stderr]).toEqual(['true\n', '']);
});
