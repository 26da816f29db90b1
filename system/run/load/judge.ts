import { ascending, percentile } from './figures.ts';
import type { Measured } from './measured.ts';
import { memoryGrowth } from './memory.ts';

export interface Limits {
  readonly p99Ms: number;
  /** MB each minute. */
  readonly growthMb: number;
}

/** What a rule says of a run. */
export interface Finding {
  readonly rule: string;
  /** `untold`: the run was too short to say. */
  readonly outcome: 'kept' | 'broken' | 'untold';
  readonly why: string;
}

const minuteMs = 60_000;
/** Before that, memory is still on its way to where it stays, and a line through it says nothing. */
const memoryNeedsMs = 2 * minuteMs;
const mostNamed = 5;

/** All rules, each on what was measured. */
export const judge = (measured: Measured, limits: Limits): Finding[] => [
  noLoss(measured),
  allSupply(measured),
  ticketsFit(measured),
  shownInTime(measured, limits.p99Ms),
  memoryStays(measured, limits.growthMb),
];

const finding = (rule: string, kept: boolean, why: string): Finding => ({
  rule,
  outcome: kept ? 'kept' : 'broken',
  why,
});

const some = (lines: readonly string[]): string =>
  [...lines.slice(0, mostNamed), ...(lines.length > mostNamed ? [`and ${lines.length - mostNamed} more`] : [])].join(
    '; ',
  );

function noLoss({ reports, shown }: Measured): Finding {
  const rule = 'no report is lost';
  if (reports === 0) return finding(rule, false, 'there were no reports');
  return finding(rule, shown.length === reports, `${shown.length} of ${reports} reports were shown`);
}

function allSupply({ idle, chargePoints, views }: Measured): Finding {
  const rule = 'every charge point supplies all the time';
  if (views === 0) return finding(rule, false, 'the panel told nothing');
  const names = [...new Map(idle.map(({ id, state }) => [id, `${id} was ${state}`])).values()];
  return finding(rule, idle.length === 0, names.length > 0 ? some(names) : `${chargePoints} in each of ${views} views`);
}

const ticketsFit = ({ wrongTickets, tickets, chargePoints }: Measured): Finding =>
  finding(
    'each session has one ticket, for what was supplied',
    wrongTickets.length === 0 && tickets === chargePoints,
    wrongTickets.length > 0 ? some(wrongTickets) : `${tickets} tickets for ${chargePoints} sessions`,
  );

function shownInTime({ shown }: Measured, p99Ms: number): Finding {
  const rule = `99 % of the reports are shown within ${p99Ms} ms`;
  const p99 = percentile(ascending(shown.map(({ reportedAt, shownAt }) => shownAt - reportedAt)), 99);
  if (p99 === undefined) return finding(rule, false, 'no report was shown');
  return finding(rule, p99 <= p99Ms, `p99 is ${p99} ms`);
}

function memoryStays({ samples, from, until }: Measured, growthMb: number): Finding {
  const rule = `central's memory grows by at most ${growthMb} MB a minute, once it is warm`;
  if (until - from < memoryNeedsMs || samples.length < 10) {
    return { rule, outcome: 'untold', why: `it takes ${memoryNeedsMs / minuteMs} minutes to tell` };
  }
  const perMinute = memoryGrowth(samples);
  return finding(rule, perMinute <= growthMb, `${perMinute.toFixed(1)} MB a minute in the second half`);
}
