import { DatabaseSync } from 'node:sqlite';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { type Event, makeEvent } from '../../contract/events.ts';
import { engineApi } from './api.ts';
import { engine as engineOf } from './engine.ts';
import { engineSessions, schema } from './sessions.ts';

/** A charge point of 3600 W at which, at every nudge, 2 s have gone by. */
function served() {
  const database = new DatabaseSync(':memory:');
  database.exec(schema);
  const said: Event[] = [];
  const engine = engineOf({
    chargePointId: 'CP-1',
    database,
    sessions: engineSessions(database),
    powerW: 3600,
    publish: (event) => said.push(event),
    hasRoom: () => true,
  });
  const app = Fastify();
  engineApi({ engine: () => engine, nudge: () => engine.supply(2000) })(app);
  return {
    said,
    post: async (url: string) => (await app.inject({ method: 'POST', url })).statusCode,
    session: async () => (await app.inject('/session')).json().session,
    offer: () => {
      const payload = { driverId: 'D-1', chargePointId: 'CP-1', targetWh: 100, priceCentsPerKwh: 45 };
      engine.handle(makeEvent('charge-offered', 'central', { correlation: 's-1' }, payload));
    },
  };
}

test('what has flowed until a vehicle is unplugged is metered', async () => {
  const { said, post, session, offer } = served();
  offer();
  expect(await post('/plug')).toBe(204);
  expect(await session()).toMatchObject({ id: 's-1', state: 'supplying' });
  expect(await post('/unplug')).toBe(204);
  expect(said.at(-1)).toMatchObject({ type: 'supply-ended', payload: { suppliedWh: 4, reason: 'It was unplugged.' } });
  expect(await session()).toBeNull();
});

test('who plugs in without an authorised charge, or unplugs nothing, is told', async () => {
  const { said, post } = served();
  expect([await post('/plug'), await post('/unplug')]).toEqual([409, 409]);
  expect(said).toEqual([]);
});

test('an engine that does not know yet which charge point it is says so', async () => {
  const app = Fastify();
  engineApi({ engine: () => undefined, nudge: () => undefined })(app);
  expect((await app.inject({ method: 'POST', url: '/plug' })).statusCode).toBe(409);
  expect((await app.inject('/session')).json()).toEqual({ session: null });
});
