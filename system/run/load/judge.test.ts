import { expect, test } from 'vitest';
import { judge } from './judge.ts';
import type { Measured } from './measured.ts';

const limits = { p99Ms: 1000, growthMb: 5 };
const minute = 60_000;

/** Two charge points for five minutes, and nothing is wrong; its memory goes up and down by 20 MB all the time. */
const good: Measured = {
  chargePoints: 2,
  from: 0,
  until: 5 * minute,
  reports: 100,
  shown: Array.from({ length: 100 }, (_, number) => ({ reportedAt: number, shownAt: number + 100 })),
  idle: [],
  samples: Array.from({ length: 300 }, (_, second) => ({
    at: second * 1000,
    residentBytes: 150e6 + (second % 10) * 2e6,
    cpuMs: second * 100,
    outboxDepth: 0,
    fleetDepth: 0,
  })),
  taken: 600,
  views: 1000,
  wrongTickets: [],
  tickets: 2,
  ownDelayMs: 20,
};
const growing = (mbEachMinute: number) =>
  good.samples.map((sample) => ({ ...sample, residentBytes: 150e6 + (sample.at / minute) * mbEachMinute * 1e6 }));
const outcomes = (measured: Measured) => judge(measured, limits).filter(({ outcome }) => outcome !== 'kept');

test('a good run keeps all rules', () => {
  expect(outcomes(good)).toEqual([]);
  expect(judge(good, limits)).toHaveLength(5);
});

test.each<[string, Partial<Measured>, RegExp]>([
  ['a report that was never shown', { reports: 101 }, /100 of 101 reports/],
  ['no reports at all', { reports: 0, shown: [] }, /no reports/],
  ['a charge point that stands idle', { idle: [{ id: 'CP-2', state: 'BROKEN', at: 5 }] }, /CP-2 was BROKEN/],
  ['a panel that tells nothing', { views: 0 }, /told nothing/],
  ['a ticket for something else', { wrongTickets: ['s: 5 Wh supplied, 4 Wh billed'] }, /5 Wh supplied, 4 Wh billed/],
  ['a ticket that is missing', { tickets: 1 }, /1 tickets for 2 sessions/],
  ['memory that grows', { samples: growing(6) }, /6\.0 MB a minute/],
])('%s breaks its rule', (_what, wrong, why) => {
  const [first] = outcomes({ ...good, ...wrong });
  expect(first).toMatchObject({ outcome: 'broken', why: expect.stringMatching(why) });
});

test('reports that are shown too late break the rule when they are more than one in a hundred', () => {
  const late = (count: number) =>
    good.shown.map((one, index) => (index < count ? { ...one, shownAt: one.reportedAt + 1001 } : one));
  expect(outcomes({ ...good, shown: late(1) })).toEqual([]);
  expect(outcomes({ ...good, shown: late(2) })).toEqual([expect.objectContaining({ why: 'p99 is 1001 ms' })]);
});

test('memory may grow until it is warm, and a short run says nothing of it', () => {
  const warming = good.samples.map((sample) => ({ ...sample, residentBytes: 1e6 * Math.min(150, sample.at / 500) }));
  expect(outcomes({ ...good, samples: warming })).toEqual([]);
  const short = { ...good, until: minute, samples: growing(50).slice(0, 60) };
  expect(outcomes(short)).toEqual([expect.objectContaining({ outcome: 'untold' })]);
});
