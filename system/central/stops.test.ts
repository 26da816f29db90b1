import { expect, test } from 'vitest';
import { openOffice } from '../../tests/support/system/central/office.ts';
import { stops as stopsOf } from './stops.ts';

function operator(publish?: Parameters<typeof openOffice>[0]) {
  const here = openOffice(publish);
  return { ...here, stops: stopsOf({ database: here.database, points: here.points, publish: here.publish }) };
}

test('a stop is kept, told, and undone', () => {
  const { stops, points, types } = operator();
  expect(stops.stop('CP-1', 'Holiday.')).toBe(true);
  expect(points.find('CP-1', false)).toMatchObject({ state: 'OUT_OF_ORDER', stopped: 'Holiday.' });
  expect(points.find('CP-2', false)).toMatchObject({ state: 'ACTIVATED', stopped: null });
  expect(stops.resume('CP-1')).toBe(true);
  expect(points.find('CP-1', false)?.state).toBe('ACTIVATED');
  expect(types()).toEqual(['point-stopped', 'point-resumed']);
});

test('all are stopped and resumed, each once', () => {
  const { stops, types, points } = operator();
  stops.stop('CP-1', 'Holiday.');
  stops.stopAll('Storm.');
  expect(points.all(() => false).map(({ stopped }) => stopped)).toEqual(['Holiday.', 'Storm.']);
  stops.resumeAll();
  expect(points.all(() => false).map(({ state }) => state)).toEqual(['ACTIVATED', 'ACTIVATED']);
  expect(types()).toEqual(['point-stopped', 'point-stopped', 'point-resumed', 'point-resumed']);
});

test('a charge point that comes back is reminded of its stop, and only then', () => {
  const { stops, types } = operator();
  stops.remind('CP-1');
  stops.remind('CP-9');
  stops.stop('CP-1', 'Holiday.');
  stops.remind('CP-1');
  expect(types()).toEqual(['point-stopped', 'point-stopped']);
});

test('nothing is stopped when it cannot be told, not even some of all', () => {
  let room = 1;
  const { stops, points } = operator(() => {
    room -= 1;
    if (room < 0) throw new Error('full');
  });
  expect(() => stops.stopAll('Storm.')).toThrow('full');
  expect(points.all(() => false).map(({ state }) => state)).toEqual(['ACTIVATED', 'ACTIVATED']);
});

test('what nobody knows cannot be stopped', () => {
  const { stops, types } = operator();
  expect([stops.stop('CP-9', 'x'), stops.resume('CP-9')]).toEqual([false, false]);
  expect(types()).toEqual([]);
});
