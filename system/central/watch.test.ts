import { expect, test } from 'vitest';
import { openOffice, parties } from '../../tests/support/system/central/office.ts';
import { watch as watchOf } from './watch.ts';

function watched() {
  const here = openOffice();
  return { ...here, watch: watchOf(here.points, here.sessions, here.now) };
}

test('tells each change once, and since when it is so', () => {
  const { watch, clock, points, live } = watched();
  expect(watch.changes().map(({ id, state, since }) => [id, state, since])).toEqual([
    ['CP-1', 'ACTIVATED', 1_000_000],
    ['CP-2', 'ACTIVATED', 1_000_000],
  ]);
  expect(watch.changes()).toEqual([]);
  clock.time += 2000;
  points.fault('CP-2', 'smoke');
  live();
  expect(watch.changes()).toMatchObject([{ id: 'CP-2', state: 'BROKEN', fault: 'smoke', since: 1_002_000 }]);
  points.fault('CP-2', 'fire');
  clock.time += 2500;
  expect(watch.changes()).toMatchObject([{ id: 'CP-2', state: 'BROKEN', fault: 'fire', since: 1_002_000 }]);
  clock.time += 1;
  expect(watch.changes().map(({ id, state }) => [id, state])).toEqual([
    ['CP-1', 'DISCONNECTED'],
    ['CP-2', 'DISCONNECTED'],
  ]);
});

test('looking does not use a change up', () => {
  const { watch, points } = watched();
  watch.changes();
  points.fault('CP-1', 'smoke');
  watch.points();
  expect(watch.changes()).toMatchObject([{ id: 'CP-1', state: 'BROKEN' }]);
});

test('shows the session that supplies, whatever else was offered there', () => {
  const { watch, ask, hear } = watched();
  ask('s-1');
  expect(watch.points()[0]).toMatchObject({ state: 'ACTIVATED', session: { id: 's-1', state: 'offered' } });
  hear('charge-begun', 'hand', { ...parties, driverId: 'by-hand', targetWh: 5, priceCentsPerKwh: 40 });
  expect(watch.points()[0]).toMatchObject({ state: 'SUPPLYING', session: { id: 'hand' } });
});

test.each([
  ['DISCONNECTED', ['stop', 'fault', 'silence']],
  ['BROKEN', ['stop', 'fault']],
  ['OUT_OF_ORDER', ['stop']],
  ['ACTIVATED', []],
] as const)('is %s after %j: the worst that is known decides', (state, story) => {
  const { watch, points, clock } = watched();
  const deeds = {
    stop: () => points.stop('CP-1', 'Holiday.'),
    fault: () => points.fault('CP-1', 'smoke'),
    silence: () => {
      clock.time += 2501;
    },
  };
  for (const deed of story) deeds[deed]();
  expect(watch.points()[0]?.state).toBe(state);
});
