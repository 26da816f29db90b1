import { expect, test } from 'vitest';
import { openOffice } from '../../tests/support/system/central/office.ts';
import { openHttp } from '../service/http.ts';
import { centralApi } from './api.ts';
import { enrolmentsApi } from './enrolments-api.ts';
import { stops } from './stops.ts';
import { watch as watchOf } from './watch.ts';

function served() {
  const here = openOffice();
  const room = { left: true };
  const app = openHttp();
  const watch = watchOf(here.points, here.sessions, here.now);
  centralApi({ watch, sessions: here.sessions, stops: stops(here), hasRoom: () => room.left })(app);
  const removed = new Set(['CP-1']);
  enrolmentsApi({ enrol: (id) => `secret of ${id}`, remove: (id) => removed.delete(id) })(app);
  const post = async (url: string, payload?: object) => {
    const { statusCode } = await app.inject({ method: 'POST', url, ...(payload ? { payload } : {}) });
    return statusCode;
  };
  const get = async (url: string) => (await app.inject({ url })).json();
  return { ...here, app, room, post, get };
}

test('tells all charge points, sessions and tickets', async () => {
  const { get, ask, hear } = served();
  ask('s-1');
  hear('charge-accepted', 's-1', { driverId: 'D-1', chargePointId: 'CP-1' });
  expect(await get('/charge-points')).toMatchObject([
    { id: 'CP-1', state: 'ACTIVATED', stopped: false, session: { id: 's-1', state: 'authorised' } },
    { id: 'CP-2', state: 'ACTIVATED', session: null },
  ]);
  expect(await get('/sessions')).toMatchObject([{ id: 's-1', priceCentsPerKwh: 45 }]);
  expect(await get('/tickets')).toEqual([]);
});

test('stops and resumes one, and all', async () => {
  const { post, get } = served();
  const stopped = async () => (await get('/charge-points')).map((point: { stopped: boolean }) => point.stopped);
  expect(await post('/charge-points/CP-2/stop', { reason: 'Holiday.' })).toBe(204);
  expect(await stopped()).toEqual([false, true]);
  expect(await post('/charge-points/CP-2/resume')).toBe(204);
  expect(await post('/stop')).toBe(204);
  expect(await stopped()).toEqual([true, true]);
  expect(await post('/resume')).toBe(204);
  expect(await stopped()).toEqual([false, false]);
});

test('says no to what cannot be done, and does nothing of it', async () => {
  const { post, room, said } = served();
  expect(await post('/charge-points/CP-9/stop')).toBe(404);
  expect(await post('/charge-points/CP-1/stop', { reason: '' })).toBe(400);
  expect(await post('/charge-points/CP-1/stop', { reasons: 'x' })).toBe(400);
  room.left = false;
  for (const path of ['/charge-points/CP-1/stop', '/charge-points/CP-1/resume', '/stop', '/resume']) {
    expect([path, await post(path)]).toEqual([path, 503]);
  }
  expect(said).toEqual([]);
});

test('enrols a charge point and shuts it out', async () => {
  const { app, post } = served();
  const made = await app.inject({ method: 'POST', url: '/enrolments', payload: { chargePointId: 'CP-7' } });
  expect([made.statusCode, made.json()]).toEqual([201, { chargePointId: 'CP-7', secret: 'secret of CP-7' }]);
  expect(await post('/enrolments', { chargePointId: 'a#b' })).toBe(400);
  const remove = async (id: string) => (await app.inject({ method: 'DELETE', url: `/enrolments/${id}` })).statusCode;
  expect([await remove('CP-1'), await remove('CP-1')]).toEqual([204, 404]);
});
