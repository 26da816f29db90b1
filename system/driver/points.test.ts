import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PointSummary, pointSummary } from '../contract/events.ts';
import { chargePointStates } from '../contract/states.ts';
import { openDatabase } from '../service/database.ts';
import { migrations } from './database.ts';
import { points as pointsOf, schema } from './points.ts';

const point: PointSummary = {
  id: 'CP-1',
  location: 'Calle Mayor 1',
  priceCentsPerKwh: 45,
  state: 'ACTIVATED',
  detail: null,
};
const open = () => {
  const database = new DatabaseSync(':memory:');
  database.exec(schema);
  return database;
};
const some = fc.record({
  id: fc.constantFrom('CP-1', 'CP-2', 'CP-10', 'a'),
  location: fc.constantFrom('here', 'there'),
  priceCentsPerKwh: fc.nat(2),
  state: fc.constantFrom(...chargePointStates),
  detail: fc.constantFrom(null, 'smoke'),
});

test('of each charge point it is the last word that counts, and they stand in the order of their ids', () => {
  fc.assert(
    fc.property(fc.array(fc.array(some)), (announcements) => {
      const points = pointsOf(open());
      for (const announcement of announcements) points.told(announcement);
      const last = new Map(announcements.flat().map((each) => [each.id, each]));
      expect(points.all()).toEqual([...last.values()].sort((one, other) => (one.id < other.id ? -1 : 1)));
      for (const each of points.all()) pointSummary.parse({ ...each });
    }),
  );
});

test('what is as it was is not written again, and what has changed is', () => {
  const database = open();
  const points = pointsOf(database);
  const writes = () => database.prepare('SELECT total_changes() AS writes').get()?.writes;
  points.told([point]);
  expect(writes()).toBe(1);
  points.told([point, point]);
  expect(writes()).toBe(1);
  points.told([{ ...point, detail: 'smoke' }]);
  points.told([point]);
  expect(writes()).toBe(3);
});

test('a driver that was restarted knows them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'points-test-'));
  const path = join(folder, 'test.db');
  const before = openDatabase(path, migrations);
  pointsOf(before).told([point]);
  before.close();
  const after = openDatabase(path, migrations);
  expect(pointsOf(after).all()).toEqual([point]);
  after.close();
  rmSync(folder, { recursive: true });
});
