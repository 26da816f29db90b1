import { expect, test } from 'vitest';
import { type EventType, makeEvent, type Payload } from '../contract/events.ts';
import { messages as messagesOf } from './messages.ts';
import { narrate } from './narrator.ts';

const parties = { driverId: 'D-1', chargePointId: 'CP-1' };

function told<Type extends EventType>(type: Type, payload: Payload<Type>): string | undefined {
  const messages = messagesOf(() => 7);
  narrate(messages, makeEvent(type, 'central', { correlation: 's' }, payload));
  return messages.latest()[0]?.text;
}

test('tells in a sentence what has happened', () => {
  const ticket = { ...parties, suppliedWh: 12_050, priceCentsPerKwh: 45, amountCents: 542, reason: 'Unplugged.' };
  expect(told('ticket-issued', ticket)).toBe('Ticket for D-1 at CP-1: 12.050 kWh, € 5.42. Unplugged.');
  expect(told('charge-denied', { ...parties, reason: 'It is taken.' })).toBe(
    'D-1 may not charge at CP-1: It is taken.',
  );
  expect(told('point-stopped', { chargePointId: 'CP-1', reason: 'Storm.' })).toBe('CP-1 is stopped: Storm.');
});

test('says nothing of what is ordinary', () => {
  expect(told('central-alive', { points: [] })).toBeUndefined();
  expect(told('charge-offered', { ...parties, targetWh: 1, priceCentsPerKwh: 1 })).toBeUndefined();
});

test('the latest hundred are kept, the newest first, none longer than a card', () => {
  let time = 0;
  const messages = messagesOf(() => ++time);
  for (let number = 0; number < 150; number += 1) messages.add('warning', `${number} ${'x'.repeat(500)}`);
  const kept = messages.latest();
  expect([kept.length, kept[0]?.at, kept.at(-1)?.at]).toEqual([100, 150, 51]);
  expect(Math.max(...kept.map(({ text }) => text.length))).toBe(300);
});
