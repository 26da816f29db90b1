import { expect, test } from 'vitest';
import { served } from '../../tests/support/system/service/served.ts';
import type { HttpOptions } from './http.ts';

/** A service with one thing that can be read and done, and what was done. */
async function guarded(options: Partial<HttpOptions> = {}) {
  const done: string[] = [];
  const { ask, port } = await served({
    ...options,
    routes: (app) => {
      app.get('/state', () => ({}));
      app.post('/stop', (_request, reply) => {
        done.push('stop');
        return reply.code(204).send();
      });
      app.delete('/enrolments/:id', (_request, reply) => reply.code(204).send());
    },
  });
  const stop = async (headers: Record<string, string>) => (await ask('/stop', { method: 'POST', headers })).status;
  return { ask, stop, done, port };
}

test.each(['localhost', 'LOCALHOST', '127.0.0.1', '[::1]'])(
  'it answers to %s, with the port or without',
  async (name) => {
    const { ask, port } = await guarded();
    for (const host of [name, `${name}:${port}`]) expect((await ask('/state', { headers: { host } })).status).toBe(200);
  },
);

test.each([
  'evil.example',
  'evil.example:8080',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  '10.0.0.1',
  '[::2]',
])('it answers to nobody who calls it %s, not even that there is nothing', async (host) => {
  const { ask } = await guarded();
  for (const path of ['/state', '/health', '/nowhere']) {
    const { status, text } = await ask(path, { headers: { host } });
    expect([status, JSON.parse(text).status]).toEqual([421, 421]);
  }
});

test('on an address that others reach it has names that it does not know', async () => {
  const { ask } = await guarded({ host: '0.0.0.0' });
  expect((await ask('/state', { headers: { host: 'central:8080' } })).status).toBe(200);
});

test('on such an address it answers to the names that it is given, and to no other', async () => {
  const { ask } = await guarded({ host: '0.0.0.0', answersTo: ['LocalHost', '127.0.0.1'] });
  const status = async (host: string) => (await ask('/state', { headers: { host } })).status;
  for (const host of ['localhost', 'localhost:8400', '127.0.0.1:8400']) expect(await status(host)).toBe(200);
  for (const host of ['evil.example', 'central:8080', '0.0.0.0']) expect(await status(host)).toBe(421);
});

test('on another loopback address it answers to that one too', async () => {
  const { ask } = await guarded({ host: '127.0.0.2' });
  expect((await ask('/state', { headers: { host: '127.0.0.2' } })).status).toBe(200);
  expect((await ask('/state', { headers: { host: '127.0.0.3' } })).status).toBe(421);
});

test('a page of its own may act, and so may who is no page', async () => {
  const { stop, done } = await guarded();
  expect(await stop({})).toBe(204);
  expect(await stop({ host: 'localhost:1', origin: 'http://localhost:1', 'sec-fetch-site': 'same-origin' })).toBe(204);
  expect(done).toHaveLength(2);
});

test.each([
  { origin: 'http://evil.example' },
  // Another service's page is of the same site, and yet not its own.
  { origin: 'http://localhost:2' },
  { origin: 'null' },
  { origin: '' },
  { 'sec-fetch-site': 'cross-site' },
])('a page from elsewhere (%j) may not act, and may be shown nothing that it can read', async (headers) => {
  const { ask, stop, done } = await guarded();
  expect(await stop({ host: 'localhost:1', ...headers })).toBe(403);
  expect((await ask('/enrolments/CP-1', { method: 'DELETE', headers })).status).toBe(403);
  expect(done).toEqual([]);
  const read = await ask('/state', { headers });
  expect(read.status).toBe(200);
  expect(read.headers).not.toHaveProperty('access-control-allow-origin');
});

test('pages may load nothing from elsewhere, and no inline script but those that are registered', async () => {
  const { ask } = await guarded({ scriptHashes: ['sha256-abc='] });
  const { headers } = await ask('/state');
  expect(String(headers['content-security-policy']).split(';')).toEqual([
    "default-src 'none'",
    "script-src 'self' 'sha256-abc='",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ]);
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
  expect(headers).not.toHaveProperty('strict-transport-security');
});
