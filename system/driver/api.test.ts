import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test } from 'vitest';
import type { Event } from '../contract/events.ts';
import { type Http, serveHttp } from '../service/http.ts';
import { openLog } from '../service/log.ts';
import { admission } from './admission.ts';
import { driverApi } from './api.ts';
import { driver as driverOf } from './driver.ts';
import { requestView } from './page/view.ts';
import { requests as requestsOf, schema } from './requests.ts';

let app: Http | undefined;
afterEach(() => app?.close());

/** A driver's API on a real socket. */
async function served() {
  const database = new DatabaseSync(':memory:');
  database.exec(schema);
  const said: Event[] = [];
  const now = { centralIsReachable: true, hasRoom: true };
  const requests = requestsOf(database);
  const publish = (event: Event) => said.push(event);
  const driver = driverOf({ driverId: 'D-1', database, requests, publish });
  const may = admission({ centralIsReachable: () => now.centralIsReachable, hasRoom: () => now.hasRoom });
  const served = await serveHttp({
    service: 'driver',
    host: '127.0.0.1',
    port: 0,
    log: openLog('driver D-1'),
    health: () => ({ ready: true, waitingFor: [] }),
    routes: driverApi({ driver, requests, admission: may }),
  });
  app = served;
  const address = served.listeningOrigin;
  const answer = async (response: Response) => ({
    status: response.status,
    type: response.headers.get('content-type')?.split(';')[0],
    body: await response.json(),
  });
  return {
    now,
    said,
    requests,
    get: async (path: string) => answer(await fetch(address + path)),
    post: async (body: unknown) =>
      answer(
        await fetch(`${address}/requests`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
  };
}
const question = { id: 'r-1', chargePointId: 'CP-1', targetWh: 100 };

test('what is accepted is kept and said, and can be looked up', async () => {
  const { post, get, said } = await served();
  const { status, body } = await post(question);
  expect(status).toBe(202);
  expect(requestView.strict().parse(body)).toMatchObject({ ...question, state: 'asked' });
  expect(said).toMatchObject([{ type: 'charge-requested', correlation: 'r-1', source: 'driver:D-1' }]);
  expect((await get('/requests/r-1')).body).toEqual(body);
  expect((await get('/requests')).body).toEqual([body]);
});

test('an id and an energy are given to who names none', async () => {
  const { post } = await served();
  const { body } = await post({ chargePointId: 'CP-1' });
  expect(body).toMatchObject({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), targetWh: 10_000 });
});

test('a repeated request is answered as before, and said once', async () => {
  const { post, said, now } = await served();
  const first = await post(question);
  expect(await post(question)).toEqual(first);
  now.centralIsReachable = false;
  now.hasRoom = false;
  expect(await post({ ...question, targetWh: 5 })).toEqual(first);
  expect(said).toHaveLength(1);
});

test.each([
  ['centralIsReachable', 'Cannot reach the central: ask again when it is back.'],
  ['hasRoom', 'Too much waits to be sent: nothing more can be accepted until Kafka is back.'],
] as const)('without %s a new request is refused, and nothing of it is kept', async (what, detail) => {
  const { post, get, said, now } = await served();
  now[what] = false;
  const problem = { type: 'about:blank', title: 'Service Unavailable', status: 503, detail };
  expect(await post(question)).toEqual({ status: 503, type: 'application/problem+json', body: problem });
  expect((await get('/requests/r-1')).status).toBe(404);
  expect(said).toEqual([]);
  now[what] = true;
  expect((await post(question)).status).toBe(202);
});

test.each([
  [{}, 'chargePointId'],
  [{ ...question, chargePointId: 'CP#1' }, 'chargePointId'],
  [{ ...question, id: '' }, 'id'],
  [{ ...question, targetWh: 0.5 }, 'targetWh'],
  [{ ...question, targetWh: 1_000_001 }, 'targetWh'],
  [{ ...question, surprise: 1 }, 'surprise'],
  [[], 'body'],
])('%j is refused, and the answer names %s', async (body, named) => {
  const { post, requests } = await served();
  const answer = await post(body);
  expect(answer).toMatchObject({ status: 400, type: 'application/problem+json' });
  expect(answer.body.detail).toContain(named);
  expect(requests.recent(9)).toEqual([]);
});

test('what was never asked is not found', async () => {
  const { get } = await served();
  expect(await get('/requests/r-9')).toMatchObject({ status: 404, body: { detail: expect.stringContaining('id') } });
  expect((await get('/requests')).body).toEqual([]);
});
