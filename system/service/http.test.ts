import { connect } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Answer, type Question, served } from '../../tests/support/system/service/served.ts';
import { correlation } from './correlation.ts';
import { type Http, type HttpOptions, problem, problemSchema } from './http.ts';

const request = z.strictObject({ targetWh: z.int().positive(), driver: z.object({ id: z.string() }) });

const example =
  (note: (what: string | undefined) => void = () => undefined) =>
  (app: Http): void => {
    const schema = { summary: 'Asks', body: request, response: { 202: request, 503: problemSchema } };
    app.post('/requests', { schema }, async ({ body }, reply) => {
      await Promise.resolve();
      note(correlation());
      return body.targetWh > 1000 ? problem(reply, 503, 'There is no room.') : reply.code(202).send(body);
    });
    app.get('/fails', () => {
      throw new Error('the secret cause');
    });
    const answers = { schema: { response: { 200: z.object({ id: z.string() }) } } };
    app.get('/lies', answers, async () => ({ id: 7 }) as unknown as { id: string });
  };
const serving = (options: Partial<HttpOptions> = {}) => served({ routes: example(), ...options });
const right = { targetWh: 100, driver: { id: 'D-1' } };

function expectProblem({ status, headers, text }: Answer, expected: number, detail: string | RegExp): void {
  expect(status).toBe(expected);
  expect(headers['content-type']).toMatch('application/problem+json');
  const told = problemSchema.parse(JSON.parse(text));
  expect(told).toMatchObject({ type: 'about:blank', status: expected, detail: expect.stringMatching(detail) });
}

test('what is asked rightly is answered', async () => {
  const { ask } = await serving();
  const { status, text } = await ask('/requests', { method: 'POST', body: right });
  expect([status, JSON.parse(text)]).toEqual([202, right]);
});

test.each<[string, Question & { path?: string }, number, RegExp]>([
  [
    'a field of another type',
    { body: { ...right, targetWh: 'much' } },
    400,
    /^body\.targetWh: .*expected number, received string$/,
  ],
  ['a field in depth that is missing', { body: { ...right, driver: {} } }, 400, /^body\.driver\.id: .*expected string/],
  [
    'two wrong fields',
    { body: { targetWh: -1, driver: 1 } },
    400,
    /^body\.targetWh: .*>0; body\.driver: .*expected object/,
  ],
  ['a field that nobody knows', { body: { ...right, more: 1 } }, 400, /^body: .*"more"/],
  ['no body', {}, 400, /^body\.targetWh: .*; body\.driver: .*expected object/],
  ['no JSON', { body: '{"a":', headers: { 'content-type': 'application/json' } }, 400, /JSON/],
  ['text', { body: JSON.stringify(right), headers: { 'content-type': 'text/plain' } }, 415, /must be JSON/],
  ['too large a body', { body: { ...right, driver: { id: 'x'.repeat(17_000) } } }, 413, /too large/],
  ['what the route itself refuses', { body: { ...right, targetWh: 2000 } }, 503, /^There is no room\.$/],
  ['another address', { path: '/nowhere' }, 404, /nothing at this address/],
  ['another method', { path: '/requests', method: 'DELETE' }, 404, /nothing at this address/],
  ['an address that cannot be read', { path: '/%zz', method: 'GET' }, 400, /%zz/],
])('%s is answered with a problem', async (_what, { path = '/requests', ...question }, status, detail) => {
  const { ask, lines } = await serving();
  expectProblem(await ask(path, { method: 'POST', ...question }), status, detail);
  expect(lines.filter(({ level }) => level === 50)).toEqual([]);
});

test('what fails inside is told to the log alone', async () => {
  const { ask, lines } = await serving();
  const answer = await ask('/fails', { headers: { 'x-correlation-id': 's-1' } });
  expectProblem(answer, 500, /^The service failed\.$/);
  expect(answer.text).not.toContain('secret');
  expect(lines.at(-1)).toMatchObject({
    msg: 'a request failed',
    error: 'the secret cause',
    url: '/fails',
    correlation: 's-1',
  });
});

test('an answer that is not what the route promises is a failure, and the log says of which field', async () => {
  const { ask, lines } = await serving();
  expectProblem(await ask('/lies'), 500, /^The service failed\.$/);
  expect(lines.at(-1)?.answer).toMatch(/expected string, received number\s*→ at id/);
});

test('a body of which nothing is needed can be left out', async () => {
  const body = z.strictObject({ reason: z.string().default('none') });
  const routes = (app: Http) => void app.post('/stop', { schema: { body } }, async (request) => request.body);
  const { ask } = await serving({ routes });
  expect((await ask('/stop', { method: 'POST' })).text).toBe('{"reason":"none"}');
});

/** What is answered to words on the socket that no client would send. */
async function answerTo(port: number, words: string): Promise<Answer> {
  const socket = connect(port, '127.0.0.1');
  socket.write(words);
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
  const contentType = /content-type: (.*)/i.exec(head)?.[1] ?? '';
  return { status: Number(head.split(' ')[1]), headers: { 'content-type': contentType }, text: body };
}

test('what is not HTTP is answered with a problem', async () => {
  const { port } = await serving();
  expectProblem(await answerTo(port, 'EHLO there\r\n\r\n'), 400, 'not HTTP');
  const long = `GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`;
  expectProblem(await answerTo(port, long), 431, 'headers');
});

test('a request that does not arrive in time is given up', async () => {
  const { app, port } = await serving();
  expect(app.server).toMatchObject({ headersTimeout: 10_000, requestTimeout: 10_000 });
  Object.assign(app.server, { headersTimeout: 100, requestTimeout: 100 });
  const begun =
    'POST /requests HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{';
  expectProblem(await answerTo(port, begun), 408, 'too long');
});

test('a request is worked on under the name that it bears, and the answer bears it', async () => {
  const noted: unknown[] = [];
  const { ask } = await serving({ routes: example((what) => noted.push(what)) });
  for (const name of ['s-1', 's-2']) {
    const { headers } = await ask('/requests', { method: 'POST', body: right, headers: { 'x-correlation-id': name } });
    expect(headers['x-correlation-id']).toBe(name);
  }
  expect(noted).toEqual(['s-1', 's-2']);
});

test('also when its body comes later than its head', async () => {
  const noted: unknown[] = [];
  const { promise: begun, resolve: begins } = Promise.withResolvers<void>();
  const routes = (app: Http) => {
    app.addHook('onRequest', async () => begins());
    example((what) => noted.push(what))(app);
  };
  const { port } = await serving({ routes });
  const body = JSON.stringify(right);
  const socket = connect(port, '127.0.0.1');
  const head = ['Host: localhost', 'X-Correlation-Id: s-1', 'Content-Type: application/json', 'Connection: close'];
  socket.write(`POST /requests HTTP/1.1\r\n${head.join('\r\n')}\r\nContent-Length: ${body.length}\r\n\r\n`);
  await begun;
  socket.write(body);
  expect(await text(socket)).toContain('202 Accepted');
  expect(noted).toEqual(['s-1']);
});

test.each([undefined, '', 'two words', 'x'.repeat(101), 'a"b'])(
  'a name that is none (%s) is replaced',
  async (name) => {
    const noted: unknown[] = [];
    const { ask } = await serving({ routes: example((what) => noted.push(what)) });
    const headers: Record<string, string> = name === undefined ? {} : { 'x-correlation-id': name };
    const answer = await ask('/requests', { method: 'POST', body: right, headers });
    expect(answer.headers['x-correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(noted).toEqual([answer.headers['x-correlation-id']]);
  },
);

test('what a full disk does not take is refused with its reason, and taken when there is room', async () => {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE kept (what TEXT)');
  const limit = (pages: number) => database.exec(`PRAGMA max_page_count = ${pages}`);
  const { ask, lines } = await served({
    routes: (app) => {
      app.post('/kept', async (_request, reply) => {
        database.prepare('INSERT INTO kept VALUES (?)').run('x'.repeat(20_000));
        return reply.code(204).send();
      });
    },
  });
  limit(2);
  const refused = await ask('/kept', { method: 'POST', body: {} });
  expect(refused.status).toBe(503);
  expect(JSON.parse(refused.text).detail).toBe('Nothing of it is kept: the disk of this service is full, or fails.');
  expect(lines.find(({ msg }) => msg === 'a request failed')).toMatchObject({ error: 'database or disk is full' });
  limit(1000);
  expect((await ask('/kept', { method: 'POST', body: {} })).status).toBe(204);
});
