import { expect, test } from 'vitest';
import { openOffice } from '../../tests/support/system/central/office.ts';
import { announcer } from './announcer.ts';
import { messages as messagesOf } from './messages.ts';
import { watch as watchOf } from './watch.ts';

function town() {
  const here = openOffice();
  const kafka = { there: true };
  const messages = messagesOf(here.now);
  const watch = watchOf(here.points, here.sessions, here.now);
  const told = announcer({
    watch,
    messages,
    publish: here.publish,
    announce: here.publish,
    isHeard: () => kafka.there,
  });
  const announced = () =>
    here.said.flatMap(({ type, payload }) =>
      type === 'central-alive' ? [payload.points.map(({ id, state }) => `${id} ${state}`)] : [],
    );
  return { ...here, kafka, messages, told, announced };
}

test('announces what has changed, once', () => {
  const { told, announced, points } = town();
  told.look();
  told.look();
  points.stop('CP-2', 'Holiday.');
  told.look();
  expect(announced()).toEqual([['CP-1 ACTIVATED', 'CP-2 ACTIVATED'], ['CP-2 OUT_OF_ORDER']]);
});

test('what has changed while Kafka was away is told when it is back, as it is then, and waits nowhere', () => {
  const { told, announced, points, kafka } = town();
  told.look();
  kafka.there = false;
  points.fault('CP-1', 'smoke');
  told.look();
  told.alive();
  points.repaired('CP-1');
  told.look();
  expect(announced()).toHaveLength(1);
  kafka.there = true;
  told.look();
  expect(announced().at(-1)).toEqual(['CP-1 ACTIVATED']);
});

test('each sign of life tells some of them, and all have their turn', () => {
  const { told, announced, points } = town();
  for (let number = 10; number < 55; number += 1) {
    points.register({ id: `P-${number}`, location: 'x', priceCentsPerKwh: 1 });
  }
  for (let beat = 0; beat < 3; beat += 1) told.alive();
  expect(announced().map((some) => some.length)).toEqual([20, 20, 7]);
  expect(new Set(announced().flat()).size).toBe(47);
  told.alive();
  expect(announced().at(-1)).toEqual(announced()[0]);
});

test('more changes than one announcement may hold are told in several', () => {
  const { told, announced, points } = town();
  for (let number = 0; number < 98; number += 1) {
    points.register({ id: `P-${number}`, location: 'x', priceCentsPerKwh: 1 });
  }
  told.look();
  expect(announced().map((some) => some.length)).toEqual([50, 50]);
});

test('the driver whose charge point breaks is told, and nobody else', () => {
  const { told, ask, said, points, messages } = town();
  told.look();
  ask('s-1');
  points.fault('CP-1', 'The engine does not answer.');
  points.fault('CP-2', 'smoke');
  told.look();
  const notes = said.filter(({ type, payload }) => type === 'charge-noted' && payload.text.includes('broken'));
  expect(notes).toMatchObject([
    {
      correlation: 's-1',
      payload: { driverId: 'D-1', text: 'Charge point CP-1 is broken: The engine does not answer.' },
    },
  ]);
  expect(messages.latest().filter(({ kind }) => kind === 'warning')).toHaveLength(2);
});
