import { expect, test } from 'vitest';
import { openDatabase } from '../../service/database.ts';
import { bars } from './bars.ts';
import { migrations } from './database.ts';
import { knownIdentity } from './identity.ts';

test('each bar has its own reason, the latest, also for an engine that starts anew', () => {
  const database = openDatabase(':memory:', migrations);
  const here = bars(database);
  expect(here.reason('fault')).toBeUndefined();
  here.set('fault', 'smoke');
  here.set('fault', 'fire');
  here.set('stop', 'works');
  expect([bars(database).reason('fault'), bars(database).reason('stop')]).toEqual(['fire', 'works']);
  here.lift('fault');
  here.lift('fault');
  expect([here.reason('fault'), here.reason('stop')]).toEqual([undefined, 'works']);
});

test('an engine learns who it is once, and its price as often as it changes', () => {
  const database = openDatabase(':memory:', migrations);
  const identity = knownIdentity(database);
  expect(identity.current()).toBeUndefined();
  expect(identity.learn({ chargePointId: 'CP-1', priceCentsPerKwh: 45 })).toBe(true);
  expect(identity.learn({ chargePointId: 'CP-1', priceCentsPerKwh: 50 })).toBe(true);
  expect(identity.learn({ chargePointId: 'CP-2', priceCentsPerKwh: 60 })).toBe(false);
  expect(knownIdentity(database).current()).toEqual({ chargePointId: 'CP-1', priceCentsPerKwh: 50 });
});
