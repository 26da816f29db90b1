import { expect, test } from 'vitest';
import { ledger as ledgerOf } from './ledger.ts';

const view = (suppliedWh: number, state = 'SUPPLYING', session = 's') => ({
  points: [{ id: 'CP-1', state, session: { id: session, suppliedWh } }],
});

test('a view shows a report, and those before it that no view has shown', () => {
  const ledger = ledgerOf();
  ledger.begin();
  for (const number of [1, 2, 3]) ledger.reported({ session: 's', suppliedWh: number * 6, at: number * 1000 });
  ledger.viewed(view(5), 1050);
  expect(ledger.waiting()).toBe(3);
  ledger.viewed(view(12), 2100);
  ledger.viewed(view(12), 2200);
  ledger.viewed(view(18, 'SUPPLYING', 'another'), 3050);
  expect(ledger.waiting()).toBe(1);
  expect(ledger.counted()).toMatchObject({
    reports: 3,
    views: 4,
    shown: [
      { reportedAt: 1000, shownAt: 2100 },
      { reportedAt: 2000, shownAt: 2100 },
    ],
  });
});

test('what is reported before and after the time that counts is not counted, but shown late it is', () => {
  const ledger = ledgerOf();
  ledger.reported({ session: 's', suppliedWh: 1, at: 1 });
  ledger.viewed(view(0, 'BROKEN'), 1);
  ledger.begin();
  ledger.reported({ session: 's', suppliedWh: 2, at: 2 });
  ledger.viewed(view(0, 'BROKEN'), 2);
  ledger.end();
  ledger.reported({ session: 's', suppliedWh: 3, at: 3 });
  ledger.viewed(view(3, 'BROKEN'), 4);
  expect(ledger.waiting()).toBe(0);
  expect(ledger.counted()).toEqual({
    reports: 1,
    views: 1,
    shown: [{ reportedAt: 2, shownAt: 4 }],
    idle: [{ id: 'CP-1', state: 'BROKEN', at: 2 }],
  });
});
