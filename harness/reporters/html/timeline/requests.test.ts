import fc from 'fast-check';
import { expect, test } from 'vitest';
import { goodRun, told } from '../../../../tests/support/histories/good-run.ts';
import { longRun } from '../../../../tests/support/histories/long-run.ts';
import { buildReport } from '../../../report/build.ts';
import type { LedgerRow } from '../../../report/model.ts';
import { markup } from '../html.ts';
import { answered, extremes, heard } from './latency.ts';
import { requestsLane } from './requests.ts';
import { timeScale } from './scale.ts';
import { deepest, waiting } from './waiting.ts';

const report = buildReport(told(goodRun()), []);
const [row] = report.ledger as readonly [LedgerRow];

test('the outbox holds what was accepted and is not yet in Kafka', () => {
  // op-1 is accepted at 1010 and in Kafka at 8000; op-2 waits from 7910 to 8100; op-3 from 8210 to 8300.
  expect(waiting(report.ledger).map(({ at, count }) => `${at} ${count}`)).toEqual([
    '1010 1',
    '7910 2',
    '8000 1',
    '8100 0',
    '8210 1',
    '8300 0',
  ]);
});

test('what never came into Kafka waits to the end; what was refused, or was there before the answer, never does', () => {
  const depth = (change: Partial<LedgerRow>) => waiting([{ ...row, ...change }]).at(-1)?.count;
  expect(depth({ inKafkaAt: null })).toBe(1);
  expect(depth({ inKafkaAt: null, answer: 'fail' })).toBeUndefined();
  expect(depth({ inKafkaAt: 1000, answeredAt: 1010 })).toBeUndefined();
});

test('whatever happens, the depth is never below zero, and at the end it is what never came', () => {
  const time = fc.integer({ min: 0, max: 10_000 });
  const rows = fc.array(
    fc.record({ answeredAt: time, inKafkaAt: fc.option(time) }).map((times) => ({ ...row, ...times })),
  );
  fc.assert(
    fc.property(rows, (ledger) => {
      const depths = waiting(ledger);
      expect(Math.min(0, ...depths.map(({ count }) => count))).toBe(0);
      expect(depths.at(-1)?.count ?? 0).toBe(ledger.filter(({ inKafkaAt }) => inKafkaAt === null).length);
      expect(deepest(depths)).toBeLessThanOrEqual(ledger.length);
    }),
  );
});

test('a latency is from asking, and one that never ended has none', () => {
  expect(extremes(answered(report.ledger))).toEqual({ quickest: 10, slowest: 10 });
  expect(extremes(heard(report.ledger))).toEqual({ quickest: 150, slowest: 7050 });
  expect(heard([{ ...row, heardAt: null }])).toEqual([]);
});

test('ten thousand requests are a small picture', () => {
  const long = buildReport(longRun(60_000), []);
  expect(long.ledger.length).toBeGreaterThan(4000);
  expect(markup(requestsLane(long.ledger, timeScale(long))).length).toBeLessThan(40_000);
});
