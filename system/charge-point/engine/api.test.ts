import { afterEach, describe, expect, test } from 'vitest';
import { handClock, openChargePoint } from '../../../tests/support/system/engine/charge-point.ts';
import { byHand } from '../../contract/events.ts';
import { type Http, openHttp } from '../../service/http.ts';
import { openLog } from '../../service/log.ts';
import { answerWithProblems } from '../../service/problem.ts';
import { engineApi } from './api.ts';
import type { Engine } from './engine.ts';

const opened: Http[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((app) => app.close()));
});

function serve(engine: Engine | undefined) {
  const app = openHttp();
  opened.push(app);
  answerWithProblems(app, openLog('engine'));
  let nudges = 0;
  const nudge = () => {
    nudges += 1;
  };
  engineApi({ engine: () => engine, nudge })(app);
  const call = async (url: string, body?: object) => {
    const answer = await app.inject({ method: 'POST', url, ...(body ? { payload: body } : {}) });
    return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() };
  };
  return {
    call,
    post: async (url: string, body?: object) => (await call(url, body)).status,
    session: async () => (await app.inject('/session')).json().session,
    nudges: () => nudges,
  };
}

/** A charge point of 3600 W, one watt-hour a second, whose monitor is there. */
function served() {
  const { now, wait } = handClock();
  const here = openChargePoint({ now });
  here.monitor.checked(true);
  return { ...here, ...serve(here.engine), wait };
}

describe('a person at the charge point', () => {
  test('plugs in and unplugs, and pays for what has flowed', async () => {
    const { last, post, session, offer, wait, nudges } = served();
    offer('s-1');
    expect(await post('/plug')).toBe(204);
    wait(4000);
    expect(await session()).toMatchObject({ id: 's-1', state: 'supplying', powerW: 3600 });
    expect(await post('/unplug')).toBe(204);
    expect(last()).toMatchObject({ type: 'supply-ended', payload: { suppliedWh: 4, reason: 'It was unplugged.' } });
    expect(await session()).toBeNull();
    expect(nudges()).toBe(2);
  });

  test('who plugs in without an authorised charge, or unplugs nothing, is told', async () => {
    const { said, post } = served();
    expect([await post('/plug'), await post('/unplug')]).toEqual([409, 409]);
    expect(said).toEqual([]);
  });

  test('breaks it, with a reason or without, and repairs it, as often as wanted', async () => {
    const { post, bars, offer, last } = served();
    offer('s-1');
    await post('/plug');
    expect(await post('/break')).toBe(204);
    expect(last()).toMatchObject({ type: 'supply-ended', payload: { reason: 'It was broken by hand.' } });
    expect(await post('/break', { reason: ' smoke ' })).toBe(204);
    expect(bars.reason('fault')).toBe('smoke');
    expect([await post('/repair'), await post('/repair')]).toEqual([204, 204]);
    expect(bars.reason('fault')).toBeUndefined();
  });
});

describe('a charge by hand', () => {
  test('is begun with what was asked for, or with the usual', async () => {
    const { call, post, session } = served();
    const answer = await call('/begin', { targetWh: 1_000_000 });
    expect(answer).toMatchObject({ status: 201, body: { driverId: byHand, state: 'supplying', targetWh: 1_000_000 } });
    expect(answer.body).toEqual(await session());
    expect(await post('/unplug')).toBe(204);
    expect(await call('/begin')).toMatchObject({ status: 201, body: { targetWh: 10_000 } });
  });

  test('is refused with its reason, and with another status when only room is wanting', async () => {
    const { call, place, monitor } = served();
    place.room = false;
    expect(await call('/begin')).toMatchObject({ status: 503, body: { detail: expect.stringContaining('Kafka') } });
    place.room = true;
    monitor.checked(false);
    expect(await call('/begin', {})).toMatchObject({ status: 409, body: { detail: 'The central cannot be reached.' } });
  });
});

test.each([
  ['/begin', { targetWh: 0 }],
  ['/begin', { targetWh: 1_000_001 }],
  ['/begin', { targetWh: 1.5 }],
  ['/begin', { targetWh: '10' }],
  ['/begin', { target: 10 }],
  ['/break', { reason: '   ' }],
  ['/break', { reason: 'x'.repeat(201) }],
  ['/break', []],
])('%s with %j is not taken', async (url, body) => {
  const { post, said, bars } = served();
  expect(await post(url, body)).toBe(400);
  expect([said.length, bars.reason('fault')]).toEqual([0, undefined]);
});

test('an engine that does not know yet which charge point it is says so', async () => {
  const { call, session } = serve(undefined);
  for (const url of ['/plug', '/unplug', '/begin', '/break', '/repair']) {
    expect(await call(url)).toMatchObject({
      status: 409,
      body: { detail: 'No monitor has said yet which charge point this is.' },
    });
  }
  expect(await session()).toBeNull();
});
