import type { Report } from './fleet.ts';
import type { Idle, Shown } from './measured.ts';
import type { Panel } from './viewer.ts';

/** What was reported, and what the panel has shown of it. */
export interface Ledger {
  reported(report: Report): void;
  viewed(view: Panel, at: number): void;
  /** The last view. */
  panel(): Panel;
  /** From now on it counts. */
  begin(): void;
  /** From now on it does not; what was reported before may still be shown. */
  end(): void;
  /** Reports that counted and have not been shown. */
  waiting(): number;
  counted(): { readonly reports: number; readonly shown: Shown[]; readonly idle: Idle[]; readonly views: number };
}

/** Energy only grows, so a view that shows as much as a report said shows that report, or a later one. */
export function ledger(): Ledger {
  const waiting = new Map<string, (Report & { readonly counts: boolean })[]>();
  const shown: Shown[] = [];
  const idle: Idle[] = [];
  let panel: Panel = { points: [] };
  let counting = false;
  let reports = 0;
  let views = 0;

  const show = (session: string, suppliedWh: number, shownAt: number) => {
    const queue = waiting.get(session) ?? [];
    while (queue[0] && queue[0].suppliedWh <= suppliedWh) {
      const report = queue.shift();
      if (report?.counts) shown.push({ reportedAt: report.at, shownAt });
    }
  };
  return {
    reported: (report) => {
      const queue = waiting.get(report.session) ?? [];
      waiting.set(report.session, queue);
      queue.push({ ...report, counts: counting });
      if (counting) reports += 1;
    },
    viewed: (view, at) => {
      panel = view;
      if (counting) views += 1;
      for (const { id, state, session } of view.points) {
        if (counting && state !== 'SUPPLYING') idle.push({ id, state, at });
        if (session) show(session.id, session.suppliedWh, at);
      }
    },
    panel: () => panel,
    begin: () => {
      counting = true;
    },
    end: () => {
      counting = false;
    },
    waiting: () => [...waiting.values()].flat().filter(({ counts }) => counts).length,
    counted: () => ({ reports, shown, idle, views }),
  };
}
