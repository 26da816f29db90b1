import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { type Event, type EventType, makeEvent, type Payload } from '../contract/events.ts';
import { driver } from './driver.ts';
import { requests as requestsOf, schema } from './requests.ts';

function one() {
  const database = new DatabaseSync(':memory:');
  database.exec(schema);
  const said: Event[] = [];
  const requests = requestsOf(database);
  const person = driver({ driverId: 'D-1', database, requests, publish: (event) => said.push(event) });
  const hear = <Type extends EventType>(type: Type, payload: Payload<Type>, correlation = 'r-1') =>
    person.handle(makeEvent(type, 'central', { correlation }, payload));
  return { person, requests, said, hear, types: () => said.map(({ type }) => type) };
}
const parties = { driverId: 'D-1', chargePointId: 'CP-1' };
const request = { id: 'r-1', chargePointId: 'CP-1', targetWh: 100 };
const ticket = { ...parties, suppliedWh: 100, priceCentsPerKwh: 45, amountCents: 5, reason: 'The target is reached.' };

test('who asks twice with one id asks once', () => {
  const { person, types } = one();
  person.ask(request);
  person.ask(request);
  expect(types()).toEqual(['charge-requested']);
});

test('a ticket ends a request, and is told once', () => {
  const { person, requests, hear, types } = one();
  person.ask(request);
  hear('charge-authorised', parties);
  expect(requests.find('r-1')?.state).toBe('authorised');
  hear('ticket-issued', ticket);
  hear('ticket-issued', ticket);
  hear('charge-denied', { ...parties, reason: 'late' });
  expect(requests.find('r-1')).toMatchObject({ state: 'charged', suppliedWh: 100, amountCents: 5, reason: null });
  expect(types()).toEqual(['charge-requested', 'outcome-received']);
});

test.each([
  ['charge-denied', 'denied'],
  ['charge-cancelled', 'cancelled'],
] as const)('%s ends a request with its reason', (type, state) => {
  const { person, requests, hear } = one();
  person.ask(request);
  hear(type, { ...parties, reason: 'because' });
  expect(requests.find('r-1')).toMatchObject({ state, reason: 'because' });
});

test('what is meant for another driver, or was never asked here, changes nothing', () => {
  const { person, requests, hear, types } = one();
  person.ask(request);
  hear('ticket-issued', { ...ticket, driverId: 'D-2' });
  hear('ticket-issued', ticket, 'r-9');
  expect(requests.find('r-1')?.state).toBe('asked');
  expect(types()).toEqual(['charge-requested']);
});
