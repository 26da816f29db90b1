import { expect, test } from 'vitest';
import { scriptedMs } from '../../engine/vocabulary.ts';
import type { Ended } from '../../suite/campaign.ts';
import type { Planned } from '../../suite/plan.ts';
import { loadScenario } from '../../suite/scenarios.ts';
import { minutes, timeLeft } from './time-left.ts';

const scenario = await loadScenario('calm');
const run = (name: string): Planned => ({ name, scenario, variant: 'resilient', repeat: 1 });
const ended = (name: string, tookMs: number) => ({ planned: run(name), tookMs }) as Ended;
const none = new Map<Planned, number>();

test('what ran before takes as long again, and what did not, as long as the others beyond its script', () => {
  const before = [ended('one', 60_000)];
  expect(timeLeft({ left: [run('one')], running: none, ended: before, workers: 1, now: 0 })).toBe(60_000);
  const alike = timeLeft({ left: [run('other')], running: none, ended: before, workers: 1, now: 0 });
  expect(alike).toBe(60_000);
  const fresh = timeLeft({ left: [run('one')], running: none, ended: [], workers: 1, now: 0 });
  expect(fresh).toBeGreaterThan(scriptedMs(scenario));
});

test('what runs counts with its rest, workers share, and the longest alone is the least', () => {
  const before = [ended('one', 60_000), ended('short', 10_000)];
  const running = new Map([[run('one'), 1000]]);
  expect(timeLeft({ left: [], running, ended: before, workers: 1, now: 21_000 })).toBe(40_000);
  expect(timeLeft({ left: [], running, ended: before, workers: 1, now: 500_000 })).toBe(0);
  const left = [run('short'), run('short')];
  expect(timeLeft({ left, running: none, ended: before, workers: 2, now: 0 })).toBe(10_000);
  expect(timeLeft({ left: [run('one'), run('short')], running: none, ended: before, workers: 2, now: 0 })).toBe(60_000);
});

test('a time is told in what a person counts with', () => {
  expect([0, 42_400, 99_000, 180_000].map(minutes)).toEqual(['0 s', '42 s', '99 s', '3 min']);
});
