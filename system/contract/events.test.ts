import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answering,
  type Event,
  type EventType,
  eventSchema,
  keyOf,
  makeEvent,
  type Payload,
  topicOf,
} from './events.ts';
import { amountCents, mostCentsPerKwh, mostWattHours, wattMs } from './money.ts';
import { topics } from './topics.ts';

const parties = { driverId: 'ana', chargePointId: 'CP-1' };
const reason = 'because';
const amounts = { suppliedWh: 1000, amountCents: 48 };

/** One of each type; a type that is missing here does not compile. */
const examples: { readonly [Type in EventType]: Payload<Type> } = {
  'charge-requested': { ...parties, targetWh: 10_000 },
  'charge-offered': { ...parties, targetWh: 10_000, priceCentsPerKwh: 48 },
  'charge-accepted': parties,
  'charge-refused': { ...parties, reason },
  'charge-authorised': parties,
  'charge-denied': { ...parties, reason },
  'charge-cancelled': { ...parties, reason },
  'charge-expired': { ...parties, reason },
  'charge-noted': { ...parties, text: 'Central asks the charge point.' },
  'charge-withdrawn': { ...parties, reason },
  'charge-begun': { ...parties, targetWh: 10_000, priceCentsPerKwh: 48 },
  'supply-started': { ...parties, powerW: 11_000 },
  'supply-reported': { ...parties, powerW: 11_000, ...amounts },
  'supply-ended': { ...parties, ...amounts, reason },
  'ticket-issued': { ...parties, ...amounts, priceCentsPerKwh: 48, reason },
  'point-stopped': { chargePointId: 'CP-1', reason },
  'point-resumed': { chargePointId: 'CP-1' },
  'central-alive': { points: [] },
  'outcome-received': parties,
};
const types = Object.keys(examples) as EventType[];
const about = { correlation: 'session-1' };
const example = <Type extends EventType>(type: Type, source = 'central'): Event =>
  makeEvent(type, source, about, examples[type]);
const isEvent = (value: unknown): boolean => eventSchema.safeParse(value).success;
/** The event with one field, of its own or of its payload, given another value. */
const changed = (event: Event, field: string, value: unknown) => ({ ...event, [field]: value });
const payloadChanged = (event: Event, field: string, value: unknown) =>
  changed(event, 'payload', { ...event.payload, [field]: value });

describe.each(types)('%s', (type) => {
  const event = example(type);

  test('is made valid, and is the same when it has been on its way', () => {
    expect(event).toMatchObject({ type, source: 'central', ...about, payload: examples[type] });
    expect(event).not.toHaveProperty('cause');
    expect(eventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
  });

  test('is refused with a field that nobody knows', () => {
    expect(isEvent(changed(event, 'surprise', 1))).toBe(false);
    expect(isEvent(payloadChanged(event, 'surprise', 1))).toBe(false);
  });

  test('is refused without any one of its fields', () => {
    for (const field of Object.keys(event)) expect(isEvent(changed(event, field, undefined)), field).toBe(false);
    for (const field of Object.keys(event.payload)) {
      expect(isEvent(payloadChanged(event, field, undefined)), field).toBe(false);
    }
  });

  test('is refused with words that are empty or too long, and numbers that are no amounts', () => {
    const wrong = {
      string: ['', 'x'.repeat(501), 1],
      number: [-1, 0.5, Number.NaN, 2 ** 53, '1'],
      object: [null, '[]', [{}]],
    };
    for (const [field, value] of Object.entries(event.payload)) {
      for (const bad of wrong[typeof value as keyof typeof wrong]) {
        expect(isEvent(payloadChanged(event, field, bad)), `${field}: ${bad}`).toBe(false);
      }
    }
    for (const field of ['id', 'source', 'correlation', 'cause']) {
      expect(isEvent(changed(event, field, 'x'.repeat(100))), field).toBe(true);
      expect(isEvent(changed(event, field, 'x'.repeat(101))), field).toBe(false);
      expect(isEvent(changed(event, field, '')), field).toBe(false);
    }
  });
});

test('an event of a type that nobody knows, or with the payload of another, is refused', () => {
  expect(isEvent(changed(example('charge-accepted'), 'type', 'charge-imagined'))).toBe(false);
  expect(isEvent(changed(example('charge-accepted'), 'type', 'charge-denied'))).toBe(false);
});

test('anything else at all is refused and never throws', () => {
  const almost = fc.anything().map((payload) => ({ ...example('charge-accepted'), payload }));
  fc.assert(
    fc.property(fc.oneof(fc.anything(), almost), (value) => {
      expect(isEvent(value)).toBe(false);
    }),
  );
});

test('making an event that would be refused throws where it is made', () => {
  expect(() => makeEvent('charge-denied', 'central', about, { ...parties, reason: '' })).toThrow('reason');
});

test('an answer is of the same session and names what it answers', () => {
  const request = example('charge-requested', 'driver:ana');
  const answer = makeEvent('charge-authorised', 'central', answering(request), parties);
  expect(answer).toMatchObject({ correlation: request.correlation, cause: request.id });
  expect(answer.id).not.toBe(request.id);
});

test.each([
  ['central', topics.central],
  ['driver:ana', topics.driver],
  ['engine:CP-1', topics.chargePoint],
  ['engine:driver:x', topics.chargePoint],
])('what %s says is published on %s', (source, topic) => {
  expect(topicOf(example('charge-accepted', source))).toBe(topic);
});

test.each(types)('%s stays in order with all that concerns its charge point', (type) => {
  const { payload } = example(type);
  expect(keyOf(example(type))).toBe('chargePointId' in payload ? 'CP-1' : 'central');
});

test('whatever energy and price an event may carry can be counted with', () => {
  const offered = example('charge-offered');
  const most = payloadChanged(
    payloadChanged(offered, 'targetWh', mostWattHours) as Event,
    'priceCentsPerKwh',
    mostCentsPerKwh,
  );
  expect(isEvent(most)).toBe(true);
  expect(isEvent(payloadChanged(offered, 'targetWh', mostWattHours + 1))).toBe(false);
  expect(isEvent(payloadChanged(offered, 'priceCentsPerKwh', mostCentsPerKwh + 1))).toBe(false);
  expect(wattMs(mostWattHours)).toBeGreaterThan(0);
  expect(amountCents(mostWattHours, mostCentsPerKwh)).toBeGreaterThan(0);
});
