import { expect, test } from 'vitest';
import { type Event, type EventType, makeEvent, type Payload } from '../../system/contract/events.ts';
import { audit } from '../support/whole-system/audit.ts';

const parties = { driverId: 'D-1', chargePointId: 'CP-1' };
const say = <Type extends EventType>(type: Type, session: string, rest: Omit<Payload<Type>, keyof typeof parties>) =>
  makeEvent(type, 'central', { correlation: session }, { ...parties, ...rest } as unknown as Payload<Type>);
const figures = { suppliedWh: 1000, amountCents: 45, reason: 'full' };

const charge = (session: string): Event[] => [
  say('charge-requested', session, { targetWh: 1000 }),
  say('supply-started', session, { powerW: 11_000 }),
  say('supply-ended', session, figures),
  say('ticket-issued', session, { ...figures, priceCentsPerKwh: 45 }),
];
const none = new Set<string>();
const day = (): Event[] => [
  ...charge('s-1'),
  say('charge-requested', 's-2', { targetWh: 1000 }),
  say('charge-denied', 's-2', { reason: 'It is taken.' }),
  ...charge('s-3'),
];

test('the books of a good day are right', () => {
  expect(audit(day(), none)).toEqual([]);
});

test.each([
  ['a ticket is missing', (events: Event[]) => events.toSpliced(3, 1), 's-1 has 0 ends'],
  ['there is a second one', (events: Event[]) => [...events, ...charge('s-1').slice(3)], 's-1 has 2 ends'],
  ['a denied request is charged', (events: Event[]) => [...events, ...charge('s-2').slice(3)], 's-2 has 2 ends'],
  [
    'a ticket says more than was metered',
    (events: Event[]) =>
      events.with(3, say('ticket-issued', 's-1', { ...figures, suppliedWh: 1001, priceCentsPerKwh: 45 })),
    's-1: 1001 Wh, metered 1000 Wh',
  ],
  [
    'it is a cent too dear',
    (events: Event[]) =>
      events.with(3, say('ticket-issued', 's-1', { ...figures, amountCents: 46, priceCentsPerKwh: 45 })),
    's-1: 46 cents, due 45 cents',
  ],
  [
    'two are supplied at once',
    (events: Event[]) => [...events.toSpliced(2, 1), ...events.slice(2, 3)],
    'CP-1 supplies s-1 and s-3',
  ],
  ['nothing was asked for', () => [], 'nothing was asked for'],
])('they are wrong when %s', (_what, change, problem) => {
  expect(audit(change(day()), none).join('; ')).toContain(problem);
});

test('a session that still runs has no end yet, and must have none', () => {
  expect(audit([...day().slice(0, 2)], new Set(['s-1']))).toEqual([]);
  expect(audit(day(), new Set(['s-1']))).toEqual(['s-1 has 1 ends: ticket-issued']);
});
