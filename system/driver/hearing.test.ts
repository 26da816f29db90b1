import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { makeEvent } from '../contract/events.ts';
import { driver as driverOf } from './driver.ts';
import { hearing as hearingOf } from './hearing.ts';
import { points as pointsOf, schema as pointsSchema } from './points.ts';
import { requests as requestsOf, schema as requestsSchema } from './requests.ts';

function ears() {
  const database = new DatabaseSync(':memory:');
  database.exec(`${requestsSchema};${pointsSchema}`);
  const requests = requestsOf(database);
  const points = pointsOf(database);
  const signs: number[] = [];
  const driver = driverOf({ driverId: 'D-1', database, requests, publish: () => undefined });
  const central = { heard: (saidAt: number) => signs.push(saidAt) };
  return { driver, requests, points, signs, ...hearingOf({ driverId: 'D-1', driver, points, central }) };
}
const point = { id: 'CP-1', location: 'here', priceCentsPerKwh: 45, state: 'BROKEN', detail: 'smoke' } as const;
const alive = makeEvent('central-alive', 'central', { correlation: 'central' }, { points: [point] });
const authorised = (driverId: string) =>
  makeEvent('charge-authorised', 'central', { correlation: 'r-1' }, { driverId, chargePointId: 'CP-1' });

test('central’s sign of life is one, and tells of charge points', () => {
  const { handle, points, signs } = ears();
  handle(alive);
  expect(signs).toEqual([alive.time]);
  expect(points.all()).toEqual([point]);
});

test('what is of its own sessions goes to the driver, and is no sign of life', () => {
  const { handle, driver, requests, signs } = ears();
  driver.ask({ id: 'r-1', chargePointId: 'CP-1', targetWh: 100 });
  handle(authorised('D-1'));
  expect(requests.find('r-1')?.state).toBe('authorised');
  expect(signs).toEqual([]);
});

test('what is of others does not concern it', () => {
  const { concerns } = ears();
  const stopped = makeEvent('point-stopped', 'central', { correlation: 'c' }, { chargePointId: 'CP-1', reason: 'x' });
  expect([alive, authorised('D-1'), authorised('D-2'), stopped].map(concerns)).toEqual([true, true, false, false]);
});
