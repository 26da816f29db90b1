import { expect, test } from 'vitest';
import { handClock } from '../../../tests/support/system/engine/charge-point.ts';
import { presence } from './presence.ts';

const silentAfterMs = 2500;
function watched() {
  const { now, wait } = handClock();
  return { monitor: presence({ silentAfterMs, now }), wait };
}

test('a monitor that has never checked is absent, and silent only when its time is over', () => {
  const { monitor, wait } = watched();
  expect([monitor.present(), monitor.silentInMs()]).toEqual([false, silentAfterMs]);
  wait(silentAfterMs - 1);
  expect([monitor.present(), monitor.silentInMs()]).toEqual([false, 1]);
  wait(1);
  expect([monitor.present(), monitor.silentInMs()]).toEqual([false, 0]);
});

test('its time is counted from its last check, to the millisecond, and it is back by itself', () => {
  const { monitor, wait } = watched();
  wait(10 * silentAfterMs);
  monitor.checked(true);
  expect([monitor.present(), monitor.silentInMs()]).toEqual([true, silentAfterMs]);
  wait(silentAfterMs - 1);
  monitor.checked(true);
  wait(silentAfterMs - 1);
  expect(monitor.present()).toBe(true);
  wait(1);
  expect([monitor.present(), monitor.silentInMs()]).toEqual([false, 0]);
  wait(silentAfterMs);
  expect(monitor.silentInMs()).toBe(0);
  monitor.checked(true);
  expect(monitor.present()).toBe(true);
});

test('that it reaches central is what it said last, while that means anything', () => {
  const { monitor, wait } = watched();
  expect(monitor.reachesCentral()).toBe(false);
  monitor.checked(true);
  expect(monitor.reachesCentral()).toBe(true);
  monitor.checked(false);
  expect([monitor.present(), monitor.reachesCentral()]).toEqual([true, false]);
  monitor.checked(true);
  wait(silentAfterMs);
  expect(monitor.reachesCentral()).toBe(false);
});
