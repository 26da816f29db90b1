import { expect, test } from 'vitest';
import { monitorView } from './page/view.ts';
import { healthOf, type Knowledge, statusOf } from './status.ts';

const well: Knowledge = {
  chargePointId: 'CP-1',
  location: 'Calle Mayor 1',
  priceCentsPerKwh: 45,
  engine: { well: true },
  engineLinked: true,
  central: { state: 'registered' },
};
const refused: Knowledge = { ...well, central: { state: 'refused', reason: 'not enrolled' } };
const broken: Knowledge = { ...well, engine: { well: false, reason: 'smoke' } };

test.each([
  ['is ready with both links, also when the engine is broken', broken, true, []],
  ['waits for a central that is away', { ...well, central: { state: 'absent' } } as Knowledge, false, ['central']],
  ['waits for a central that refuses it', refused, false, ['central']],
  ['waits for both', { ...refused, engineLinked: false }, false, ['engine', 'central']],
])('%s', (_what, knowledge, ready, waitingFor) => {
  expect(healthOf(knowledge)).toMatchObject({ ready, waitingFor });
  expect(statusOf(knowledge, 1).health).toEqual({ ready, waitingFor });
});

test('says why it is refused, and nothing where there is nothing to say', () => {
  expect(healthOf(refused)).toHaveProperty('why', 'not enrolled');
  expect(healthOf(well)).not.toHaveProperty('why');
});

test('the page shows the engine, central, and both reasons', () => {
  expect(statusOf(refused, 7)).toMatchObject({ at: 7, central: { state: 'refused', reason: 'not enrolled' } });
  expect(statusOf(broken, 7)).toMatchObject({ engine: { well: false, reason: 'smoke' } });
  for (const each of [well, refused, broken]) expect(() => monitorView.strict().parse(statusOf(each, 7))).not.toThrow();
});
