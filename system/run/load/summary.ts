import { ascending, percentile } from './figures.ts';
import type { Measured } from './measured.ts';
import { memoryByMinute, memoryGrowth } from './memory.ts';

/** What a run comes to. Times in ms, memory in MB, processor time in percent of one core. */
export interface Summary {
  readonly chargePoints: number;
  readonly seconds: number;
  readonly eventsPerSecond: number;
  readonly reports: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly memoryFirstMb: number;
  readonly memoryLastMb: number;
  readonly memoryMostMb: number;
  /** The median of each minute. */
  readonly memoryByMinuteMb: readonly number[];
  readonly memoryGrowthMbPerMinute: number;
  readonly cpuPercent: number;
  readonly mostInCentralsOutbox: number;
  readonly mostInFleetsOutbox: number;
  readonly viewsPerSecond: number;
  readonly ownDelayMs: number;
}

const mb = (bytes: number | undefined): number => Math.round((bytes ?? Number.NaN) / 1e5) / 10;
const tenth = (value: number): number => Math.round(value * 10) / 10;

export function summarise(measured: Measured): Summary {
  const { samples, shown, from, until, taken, views, chargePoints, reports, ownDelayMs } = measured;
  const seconds = (until - from) / 1000;
  const delays = ascending(shown.map(({ reportedAt, shownAt }) => shownAt - reportedAt));
  const [first, last] = [samples[0], samples.at(-1)];
  const most = (pick: (sample: (typeof samples)[number]) => number) => Math.max(0, ...samples.map(pick));
  return {
    chargePoints,
    seconds: tenth(seconds),
    eventsPerSecond: tenth(taken / seconds),
    reports,
    p50Ms: percentile(delays, 50) ?? Number.NaN,
    p99Ms: percentile(delays, 99) ?? Number.NaN,
    maxMs: delays.at(-1) ?? Number.NaN,
    memoryFirstMb: mb(first?.residentBytes),
    memoryLastMb: mb(last?.residentBytes),
    memoryMostMb: mb(most(({ residentBytes }) => residentBytes)),
    memoryByMinuteMb: memoryByMinute(samples),
    memoryGrowthMbPerMinute: Math.round(memoryGrowth(samples) * 100) / 100,
    cpuPercent: first && last ? tenth((100 * (last.cpuMs - first.cpuMs)) / (last.at - first.at)) : Number.NaN,
    mostInCentralsOutbox: most(({ outboxDepth }) => outboxDepth),
    mostInFleetsOutbox: most(({ fleetDepth }) => fleetDepth),
    viewsPerSecond: tenth(views / seconds),
    ownDelayMs,
  };
}

/** A line each: what it is, how much, and in which unit. */
export const rowsOf = (summary: Summary): string[][] => [
  ['charge points that supply', `${summary.chargePoints}`],
  ['measured for', `${summary.seconds} s`],
  ['events taken by central', `${summary.eventsPerSecond} /s`],
  ['reports', `${summary.reports}`],
  ['from report to panel, p50', `${summary.p50Ms} ms`],
  ['from report to panel, p99', `${summary.p99Ms} ms`],
  ['from report to panel, longest', `${summary.maxMs} ms`],
  [
    "central's memory, first, last, most",
    `${summary.memoryFirstMb}, ${summary.memoryLastMb}, ${summary.memoryMostMb} MB`,
  ],
  ["central's memory, minute by minute", `${summary.memoryByMinuteMb.map(Math.round).join(' ')} MB`],
  ["central's memory, growth in the second half", `${summary.memoryGrowthMbPerMinute} MB/min`],
  ["central's processor time", `${summary.cpuPercent} % of one core`],
  ["events that waited in central's outbox, most", `${summary.mostInCentralsOutbox}`],
  ["events that waited in the fleet's outbox, most", `${summary.mostInFleetsOutbox}`],
  ['views of the panel', `${summary.viewsPerSecond} /s`],
  ['longest that the load itself was late', `${summary.ownDelayMs} ms`],
];
