import { expect, test } from 'vitest';
import { standing as standingOf } from './standing.ts';

function stands() {
  let now = 5000;
  const standing = standingOf({ now: () => now, freshForMs: 2500 });
  return {
    standing,
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

test('central is out of reach until it has registered the charge point', () => {
  const { standing } = stands();
  expect([standing.central(), standing.reaches()]).toEqual([{ state: 'absent' }, false]);
  standing.acknowledged();
  standing.heard(['WELCOME']);
  expect([standing.central(), standing.reaches()]).toEqual([{ state: 'absent' }, false]);
  standing.heard(['REGISTERED']);
  expect([standing.central(), standing.reaches()]).toEqual([{ state: 'registered' }, true]);
});

test('it is reached for as long as its last acknowledgement is fresh, to the millisecond', () => {
  const { standing, wait } = stands();
  standing.heard(['REGISTERED']);
  wait(2000);
  standing.acknowledged();
  wait(2500);
  expect(standing.reaches()).toBe(true);
  wait(1);
  expect([standing.central(), standing.reaches()]).toEqual([{ state: 'registered' }, false]);
  standing.acknowledged();
  expect(standing.reaches()).toBe(true);
  standing.down();
  expect([standing.central(), standing.reaches()]).toEqual([{ state: 'absent' }, false]);
});

test('a refusal outlives its link, until the next try ends otherwise', () => {
  const { standing } = stands();
  const refused = { state: 'refused', reason: 'not enrolled' };
  standing.heard(['REFUSED', 'not enrolled']);
  standing.down();
  expect([standing.central(), standing.reaches()]).toEqual([refused, false]);
  standing.heard(['WELCOME']);
  expect(standing.central()).toEqual(refused);
  standing.down();
  expect(standing.central()).toEqual({ state: 'absent' });
  standing.heard(['REFUSED']);
  expect(standing.central()).toEqual({ state: 'refused', reason: 'Central gives no reason.' });
  standing.heard(['REGISTERED']);
  expect(standing.reaches()).toBe(true);
});

test('who was registered and is refused then does not reach central any more', () => {
  const { standing } = stands();
  standing.heard(['REGISTERED']);
  standing.heard(['REFUSED', 'Its enrolment was removed or renewed.']);
  expect(standing.reaches()).toBe(false);
});
