import { describe, expect, test } from 'vitest';
import { goodRun, told } from '../../../../tests/support/histories/good-run.ts';
import { fullRun } from '../../../../tests/support/html/full-run.ts';
import { buildReport } from '../../../report/build.ts';
import type { FaultReport, Report } from '../../../report/model.ts';
import { markup } from '../html.ts';
import { style } from '../style.ts';
import { patterns } from './patterns.ts';
import { pileUp, recordTicks } from './record-ticks.ts';
import { recoverySpan } from './recovery-span.ts';
import { timeScale } from './scale.ts';
import { timelineSection } from './timeline.ts';
import { placed } from './windows.ts';

const good = (): Report => buildReport(told(goodRun()), []);
const full = (): Report => buildReport(fullRun(), []);
const page = (report: Report): string => markup(timelineSection(report, []));
const count = (text: string, part: RegExp): number => [...text.matchAll(part)].length;

describe('the timeline', () => {
  test('has a lane for each service, and no route or records for one without Kafka', () => {
    const text = page(good());
    for (const service of ['driver', 'central', 'engine', 'monitor']) expect(text).toContain(`<h3>${service}`);
    expect([count(text, /its route to Kafka/g), count(text, /its word on \/health/g)]).toEqual([3, 4]);
  });

  test('shows each outcome by a pattern and a word, and explains no other', () => {
    const text = page(full());
    for (const look of ['refused', 'silent', 'garbled', 'not-ready', 'failing', 'waiting', 'answers']) {
      expect(text).toMatch(new RegExp(`class="(well|between|trouble) ${look}"`));
    }
    expect(text).toContain('closed, reset by turns');
    expect(page(good())).not.toMatch(/silent|garbled|by turns/);
  });

  test('says so where nobody looked and where no record came', () => {
    expect(page(good())).toContain('nobody looked');
    expect(page(good())).not.toContain('not one was seen');
    expect(count(page(full()), /not one was seen/g)).toBe(3);
  });

  test('marks restarts by hand, and only where there were some', () => {
    expect(page(full())).toContain('restarts by hand</text>');
    expect(page(good())).not.toContain('restarts by hand');
  });

  test('has every stretch of the picture in its table', () => {
    const report = full();
    const [, table = ''] = page(report).split('<tbody>');
    expect(table).toMatch(/central<\/th><td>route to Kafka<\/td><td>refused<\/td><td>0\.20 – 3\.00/);
    // Driver: two, central and engine: three each; five words of each of them, thirteen of the monitor; two of requests.
    expect(count(table, /<tr>/g)).toBe(2 + 3 + 3 + 3 * 5 + 13 + 2);
  });
});

describe('a recovery', () => {
  test('that never came is drawn open, up to where the watch ended, and has no time', () => {
    const report = full();
    const [driver] = report.services;
    expect(driver?.afterMs).toBeNull();
    const text = driver ? markup(recoverySpan(driver, timeScale(report))) : '';
    expect(text).toContain('class="recovery-span open"');
    expect(text).toContain(`not within ${((driver?.watchedMs ?? 0) / 1000).toFixed(2)} s`);
  });

  test('that came is as long as it took', () => {
    const report = good();
    const [driver] = report.services;
    const text = driver ? markup(recoverySpan(driver, timeScale(report))) : '';
    expect(text).toContain('class="recovery-span measured"');
    const [, width] = text.match(/class="length"[^>]* width="([\d.]+)%"/) ?? [];
    expect(Number(width)).toBeCloseTo((100 * (driver?.afterMs ?? 0)) / report.durations.total, 1);
  });
});

test('a run that first had to fetch Kafka is drawn from where its story begins', () => {
  const report = good();
  const up = (took: number) =>
    timeScale({ ...report, durations: { ...report.durations, stages: [{ stage: 'up', took }] } });
  expect(up(200).domain()[0]).toBe(0);
  expect(up(6000).domain()[0]).toBe(5000);
  expect(up(6000)(1000)).toBe(0);
});

test('every pattern that the style names is there', () => {
  const named = new Set([...style.matchAll(/url\(#([a-z-]+)\)/g)].map(([, name]) => name));
  const there = new Set([...markup(patterns()).matchAll(/<pattern id="([a-z-]+)"/g)].map(([, name]) => name));
  expect(named.size).toBeGreaterThan(8);
  expect(there).toEqual(named);
});

test('a hundred thousand records are a few hundred ticks, and none is left out', () => {
  const records = Array.from({ length: 100_000 }, (_, index) => index / 11);
  const scale = timeScale(good());
  const { pictures, highest } = pileUp([{ records }], scale);
  const piles = pictures[0]?.piles ?? new Map<number, number>();
  expect([...piles.values()].reduce((sum, height) => sum + height, 0)).toBe(records.length);
  expect(markup(recordTicks(records, piles, highest)).length).toBeLessThan(10_000);
});

test('faults that were there together stand below each other, and the next one above again', () => {
  const fault = (from: number, to: number): FaultReport => ({
    fault: 'x',
    name: 'x',
    title: 'x',
    from,
    healFrom: to,
    to,
    evidence: [],
  });
  const windows = placed([fault(0, 3000), fault(1000, 2000), fault(5000, 6000)], timeScale(good()));
  expect(windows.map(({ letter, row }) => `${letter}${row}`)).toEqual(['A0', 'B1', 'C0']);
});
