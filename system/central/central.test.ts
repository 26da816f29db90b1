import { beforeEach, describe, expect, test } from 'vitest';
import { openOffice, parties } from '../../tests/support/system/central/office.ts';
import { byHand } from '../contract/events.ts';

let here: ReturnType<typeof openOffice>;
beforeEach(() => {
  here = openOffice();
});
const ask: typeof here.ask = (...words) => here.ask(...words);
const hear: typeof here.hear = (...words) => here.hear(...words);
const types = () => here.types();

describe('central', () => {
  test('brings a charge from its request to its ticket', () => {
    ask('s-1');
    hear('charge-accepted', 's-1', parties);
    hear('supply-started', 's-1', { ...parties, powerW: 1000 });
    hear('supply-reported', 's-1', { ...parties, powerW: 1000, suppliedWh: 40, amountCents: 2 });
    hear('supply-ended', 's-1', { ...parties, suppliedWh: 100, amountCents: 5, reason: 'full' });
    expect(types()).toEqual(['charge-offered', 'charge-authorised', 'ticket-issued']);
    expect(here.said.at(-1)?.payload).toMatchObject({ suppliedWh: 100, priceCentsPerKwh: 45, amountCents: 5 });
    expect(here.sessions.tickets(9)).toHaveLength(1);
    expect(here.sessions.openAt('CP-1')).toBeUndefined();
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
        here.clock.time += 2600;
        ask('s');
      },
    ],
    [
      'is broken',
      () => {
        here.points.fault('CP-1', 'smoke');
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
    expect(here.said.at(-1)).toMatchObject({
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
    expect(here.sessions.openAt('CP-1')).toBeUndefined();
  });

  test('asks again only what was not answered', () => {
    ask('s-1');
    here.office.offerAgain(60_000);
    expect(types()).toEqual(['charge-offered']);
    here.office.offerAgain(0);
    expect(types()).toEqual(['charge-offered', 'charge-offered']);
    hear('charge-accepted', 's-1', parties);
    here.office.offerAgain(0);
    expect(types().filter((type) => type === 'charge-offered')).toHaveLength(2);
  });

  test('takes its offer back when nobody answers it for long, and it is the charge point that ends it', () => {
    ask('s-1');
    here.office.offerAgain(0, 0);
    expect(types()).toEqual(['charge-offered', 'charge-withdrawn']);
    expect(here.sessions.find('s-1')?.state).toBe('offered');
    hear('charge-refused', 's-1', { ...parties, reason: 'It was withdrawn.' });
    expect(here.sessions.find('s-1')?.state).toBe('denied');
    here.office.offerAgain(0, 0);
    expect(types().at(-1)).toBe('charge-denied');
  });

  test('takes in a charge that was begun by hand, to its ticket', () => {
    const mine = { driverId: byHand, chargePointId: 'CP-1' };
    const begun = { ...mine, targetWh: 500, priceCentsPerKwh: 40 };
    hear('charge-begun', 'hand-1', begun);
    hear('charge-begun', 'hand-1', begun);
    hear('supply-started', 'hand-1', { ...mine, powerW: 1000 });
    expect(here.points.find('CP-1', here.sessions.openAt('CP-1')?.state === 'supplying')?.state).toBe('SUPPLYING');
    ask('s-1');
    expect(here.said.at(-1)).toMatchObject({ type: 'charge-denied', correlation: 's-1' });
    hear('supply-ended', 'hand-1', { ...mine, suppliedWh: 500, amountCents: 20, reason: 'full' });
    expect(here.sessions.tickets(9)).toMatchObject([{ session: 'hand-1', suppliedWh: 500, amountCents: 20 }]);
  });

  test('leaves it to the charge point to answer an offer that crosses a charge by hand', () => {
    ask('s-1');
    hear('charge-begun', 'hand-1', { driverId: byHand, chargePointId: 'CP-1', targetWh: 5, priceCentsPerKwh: 40 });
    expect(here.sessions.openAt('CP-1')).toMatchObject({ id: 'hand-1', state: 'supplying' });
    hear('charge-refused', 's-1', { ...parties, reason: 'It is taken.' });
    expect(here.sessions.find('s-1')?.state).toBe('denied');
    expect(here.sessions.find('hand-1')?.state).toBe('supplying');
  });

  test.each([
    ['accepted', 'charge-cancelled', (): void => undefined],
    [
      'supplied 40 Wh',
      'ticket-issued',
      (): void => {
        hear('supply-started', 's-1', { ...parties, powerW: 1000 });
        hear('supply-reported', 's-1', { ...parties, powerW: 1000, suppliedWh: 40, amountCents: 2 });
      },
    ],
  ] as const)('ends the session that a charge point had %s and has forgotten', (_how, end, story) => {
    ask('s-1');
    hear('charge-accepted', 's-1', parties);
    story();
    hear('charge-begun', 'hand-1', { driverId: byHand, chargePointId: 'CP-1', targetWh: 5, priceCentsPerKwh: 40 });
    expect(here.said.at(-1)).toMatchObject({ type: end, correlation: 's-1' });
    hear('supply-ended', 's-1', { ...parties, suppliedWh: 99, amountCents: 9, reason: 'late' });
    expect(here.sessions.open().map(({ id }) => id)).toEqual(['hand-1']);
    expect(here.sessions.tickets(9).map(({ suppliedWh }) => suppliedWh)).toEqual(end === 'ticket-issued' ? [40] : []);
  });

  test('undoes everything of an event that cannot be published', () => {
    const full = openOffice(() => {
      throw new Error('full');
    });
    expect(() => full.ask('s')).toThrow('full');
    expect(full.sessions.find('s')).toBeUndefined();
  });
});
