import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { type Event, type EventType, makeEvent, type Payload } from '../contract/events.ts';
import { driver } from './driver.ts';
import { requests as requestsOf, schema } from './requests.ts';

function one() {
  const database = new DatabaseSync(':memory:');
  database.exec(schema);
  const said: Event[] = [];
  let isFull = false;
  const publish = (event: Event) => {
    if (isFull) throw new Error('full');
    said.push(event);
  };
  const requests = requestsOf(database);
  const person = driver({ driverId: 'D-1', database, requests, publish });
  const hear = <Type extends EventType>(type: Type, payload: Payload<Type>, correlation = 'r-1') =>
    person.handle(makeEvent(type, 'central', { correlation }, payload));
  const fill = (now: boolean) => {
    isFull = now;
  };
  return { person, requests, said, hear, fill, types: () => said.map(({ type }) => type) };
}
const parties = { driverId: 'D-1', chargePointId: 'CP-1' };
const request = { id: 'r-1', chargePointId: 'CP-1', targetWh: 100 };
const ticket = { ...parties, suppliedWh: 100, priceCentsPerKwh: 45, amountCents: 5, reason: 'The target is reached.' };

test('who asks twice with one id asks once, and gets the same', () => {
  const { person, types } = one();
  const first = person.ask(request);
  expect(person.ask({ ...request, chargePointId: 'CP-2' })).toEqual(first);
  expect(types()).toEqual(['charge-requested']);
});

test('what cannot be sent is not kept either', () => {
  const { person, requests, fill } = one();
  fill(true);
  expect(() => person.ask(request)).toThrow('full');
  expect(requests.find('r-1')).toBeUndefined();
});

test('a request that Kafka does not take ends there, and whoever asked is told why', () => {
  const { person, requests, said } = one();
  person.ask(request);
  for (const event of said) person.refused(event, 'Kafka does not take it: MESSAGE_TOO_LARGE');
  expect(requests.find('r-1')).toMatchObject({
    state: 'cancelled',
    reason: 'The request could not be sent. Kafka does not take it: MESSAGE_TOO_LARGE.',
  });
});

test('it hears each step on the way, from central and from the charge point', () => {
  const { person, requests, hear } = one();
  const found = () => requests.find('r-1');
  person.ask(request);
  hear('charge-noted', { ...parties, text: 'Central asks.' });
  expect(found()).toMatchObject({ state: 'asked', reason: 'Central asks.' });
  hear('charge-authorised', parties);
  expect(found()).toMatchObject({ state: 'authorised', powerW: null });
  hear('supply-started', { ...parties, powerW: 11_000 });
  expect(found()).toMatchObject({ state: 'supplying', powerW: 11_000, suppliedWh: 0, amountCents: 0 });
  hear('supply-reported', { ...parties, powerW: 9000, suppliedWh: 40, amountCents: 2 });
  hear('supply-reported', { ...parties, powerW: 8000, suppliedWh: 30, amountCents: 1 });
  expect(found()).toMatchObject({ state: 'supplying', powerW: 9000, suppliedWh: 40, amountCents: 2 });
});

test('a ticket ends a request, and is told once', () => {
  const { person, requests, hear, types } = one();
  person.ask(request);
  hear('charge-authorised', parties);
  hear('ticket-issued', ticket);
  hear('ticket-issued', ticket);
  hear('charge-denied', { ...parties, reason: 'late' });
  hear('charge-noted', { ...parties, text: 'late' });
  hear('supply-reported', { ...parties, powerW: 9000, suppliedWh: 400, amountCents: 20 });
  const { driverId: _, ...kept } = ticket;
  expect(requests.find('r-1')).toMatchObject({ state: 'charged', powerW: 0, ...kept });
  expect(types()).toEqual(['charge-requested', 'outcome-received']);
});

test.each([
  ['charge-denied', 'denied'],
  ['charge-cancelled', 'cancelled'],
] as const)('%s ends a request with its reason, and is told once', (type, state) => {
  const { person, requests, hear, types } = one();
  person.ask(request);
  hear(type, { ...parties, reason: 'because' });
  hear(type, { ...parties, reason: 'late' });
  expect(requests.find('r-1')).toMatchObject({ state, reason: 'because' });
  expect(types()).toEqual(['charge-requested', 'outcome-received']);
});

test('an end that cannot be told yet is none yet', () => {
  const { person, requests, hear, fill } = one();
  person.ask(request);
  fill(true);
  expect(() => hear('ticket-issued', ticket)).toThrow('full');
  expect(requests.find('r-1')?.state).toBe('asked');
  fill(false);
  hear('ticket-issued', ticket);
  expect(requests.find('r-1')?.state).toBe('charged');
});

test('what is meant for another driver, or was never asked here, changes nothing', () => {
  const { person, requests, hear, types } = one();
  const before = person.ask(request);
  hear('ticket-issued', { ...ticket, driverId: 'D-2' });
  hear('supply-started', { ...parties, driverId: 'D-2', powerW: 1 });
  hear('ticket-issued', ticket, 'r-9');
  hear('supply-reported', { ...parties, powerW: 1, suppliedWh: 1, amountCents: 1 }, 'r-9');
  expect(requests.find('r-1')).toEqual(before);
  expect(requests.recent(9)).toHaveLength(1);
  expect(types()).toEqual(['charge-requested']);
});
