import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Event, type EventType, makeEvent, type Payload } from '../contract/events.ts';
import { central } from './central.ts';
import { type ChargePoints, chargePoints } from './charge-points.ts';
import { schema } from './database.ts';
import { type Sessions, sessions as sessionsOf } from './sessions.ts';

let said: Event[];
let points: ChargePoints;
let sessions: Sessions;
let office: ReturnType<typeof central>;
let time: number;

beforeEach(() => {
  const database = new DatabaseSync(':memory:');
  database.exec(schema);
  said = [];
  time = 1_000_000;
  points = chargePoints(database, () => time);
  sessions = sessionsOf(database);
  office = central({ database, points, sessions, publish: (event) => said.push(event) });
  points.register({ id: 'CP-1', location: 'Calle Mayor 1', priceCentsPerKwh: 45 });
  points.repaired('CP-1');
});

const parties = { driverId: 'D-1', chargePointId: 'CP-1' };
const hear = <Type extends EventType>(type: Type, correlation: string, payload: Payload<Type>) =>
  office.handle(makeEvent(type, type === 'charge-requested' ? 'driver:D-1' : 'engine:CP-1', { correlation }, payload));
const ask = (id: string, chargePointId = 'CP-1') =>
  hear('charge-requested', id, { driverId: 'D-1', chargePointId, targetWh: 100 });
/** Without the steps that nothing follows from. */
const types = () => said.map(({ type }) => type).filter((type) => type !== 'charge-noted');

describe('central', () => {
  test('brings a charge from its request to its ticket', () => {
    ask('s-1');
    hear('charge-accepted', 's-1', parties);
    hear('supply-started', 's-1', { ...parties, powerW: 1000 });
    hear('supply-reported', 's-1', { ...parties, powerW: 1000, suppliedWh: 40, amountCents: 2 });
    hear('supply-ended', 's-1', { ...parties, suppliedWh: 100, amountCents: 5, reason: 'full' });
    expect(types()).toEqual(['charge-offered', 'charge-authorised', 'ticket-issued']);
    expect(said.at(-1)?.payload).toMatchObject({ suppliedWh: 100, priceCentsPerKwh: 45, amountCents: 5 });
    expect(sessions.tickets(9)).toHaveLength(1);
    expect(sessions.openAt('CP-1')).toBeUndefined();
  });

  test('takes a request once, and an echo of the end as an echo', () => {
    ask('s-1');
    ask('s-1');
    hear('charge-accepted', 's-1', parties);
    hear('charge-accepted', 's-1', parties);
    const end = { ...parties, suppliedWh: 7, amountCents: 0, reason: 'unplugged' };
    hear('supply-ended', 's-1', end);
    hear('supply-ended', 's-1', end);
    hear('charge-refused', 's-1', { ...parties, reason: 'late' });
    expect(types()).toEqual(['charge-offered', 'charge-authorised', 'ticket-issued']);
  });

  test.each([
    ['is not known', () => ask('s', 'CP-9')],
    [
      'is disconnected',
      () => {
        time += 2600;
        ask('s');
      },
    ],
    [
      'is broken',
      () => {
        points.fault('CP-1', 'smoke');
        ask('s');
      },
    ],
    [
      'is taken',
      () => {
        ask('first');
        ask('s');
      },
    ],
    [
      'supplies another vehicle',
      () => {
        ask('first');
        hear('supply-started', 'first', { ...parties, powerW: 1 });
        ask('s');
      },
    ],
  ])('denies with the reason that the charge point %s', (reason, story) => {
    story();
    expect(said.at(-1)).toMatchObject({
      type: 'charge-denied',
      correlation: 's',
      payload: { reason: expect.stringContaining(reason) },
    });
  });

  test('tells the driver when the charge point refuses, and when nobody plugs in', () => {
    ask('s-1');
    hear('charge-refused', 's-1', { ...parties, reason: 'It is taken.' });
    ask('s-2');
    hear('charge-accepted', 's-2', parties);
    hear('charge-expired', 's-2', { ...parties, reason: 'Nobody plugged in.' });
    expect(types().filter((type) => type === 'charge-denied' || type === 'charge-cancelled')).toEqual([
      'charge-denied',
      'charge-cancelled',
    ]);
    expect(sessions.openAt('CP-1')).toBeUndefined();
  });

  test('asks again only what was not answered', () => {
    ask('s-1');
    office.offerAgain(60_000);
    expect(types()).toEqual(['charge-offered']);
    office.offerAgain(0);
    expect(types()).toEqual(['charge-offered', 'charge-offered']);
    hear('charge-accepted', 's-1', parties);
    office.offerAgain(0);
    expect(types().filter((type) => type === 'charge-offered')).toHaveLength(2);
  });

  test('undoes everything of an event that cannot be published', () => {
    const database = new DatabaseSync(':memory:');
    database.exec(schema);
    const stored = sessionsOf(database);
    const known = chargePoints(database);
    known.register({ id: 'CP-1', location: 'x', priceCentsPerKwh: 45 });
    known.repaired('CP-1');
    const full = central({
      database,
      points: known,
      sessions: stored,
      publish: () => {
        throw new Error('full');
      },
    });
    const event = makeEvent('charge-requested', 'driver:D-1', { correlation: 's' }, { ...parties, targetWh: 1 });
    expect(() => full.handle(event)).toThrow('full');
    expect(stored.find('s')).toBeUndefined();
  });
});
