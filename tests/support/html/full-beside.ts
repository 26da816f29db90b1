import type { Beside, LogLine } from '../../../harness/report/beside.ts';
import type { Moment, Report } from '../../../harness/report/model.ts';

/** All that can stand beside a report, every foreign string of it this text. */
export function fullBeside(report: Report, text: string): Beside {
  const line = (at: number, level: LogLine['level'], times = 1): LogLine => ({ at, source: text, level, text, times });
  const moments = (report.moments ?? []).map((moment): Moment => ({ ...moment, title: text }));
  const run = { run: text, variant: text, startedAt: '2026-11-25T13:00:37.404Z' };
  return {
    excerpts: [
      { moments: moments.slice(0, 1), lines: [line(10, 'info'), line(20, 'error', 7), line(30, null)], left: 3 },
      { moments: moments.slice(1), lines: [line(7000, 'warn', 2)], left: 0 },
      { moments: [{ at: 9000, kind: 'violation', title: text }], lines: [], left: 0 },
    ],
    cutLogs: [text],
    earlier: [
      { ...run, verdict: 'recovered', slowest: { service: text, afterMs: 230, watchedMs: 5000 } },
      { ...run, verdict: 'violated', slowest: { service: text, afterMs: null, watchedMs: 30_000 } },
      { ...run, verdict: 'inconclusive', slowest: null },
    ],
  };
}
