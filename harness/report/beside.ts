import type { Verdict } from '../model/verdict.ts';
import type { Moment } from './model.ts';

/** What a page shows beside the report: it comes from logs and from other runs, and no verdict rests on it. */
export interface Beside {
  readonly excerpts: readonly Excerpt[];
  /** Logs that were too long to be read to their end. */
  readonly cutLogs: readonly string[];
  /** Earlier runs of the same scenario, newest first. */
  readonly earlier: readonly EarlierRun[];
}

export const nothingBeside: Beside = { excerpts: [], cutLogs: [], earlier: [] };

/** What the logs say around one or several moments that are close to each other. */
export interface Excerpt {
  readonly moments: readonly Moment[];
  readonly lines: readonly LogLine[];
  /** How many further lines of that time were left out. */
  readonly left: number;
}

export interface LogLine {
  /** In milliseconds since the run began. */
  readonly at: number;
  /** The name of the log. */
  readonly source: string;
  readonly level: 'error' | 'warn' | 'info' | null;
  readonly text: string;
  /** How many lines of one kind, one after the other, it stands for. */
  readonly times: number;
}

export interface EarlierRun {
  readonly run: string;
  readonly variant: string;
  readonly startedAt: string;
  readonly verdict: Verdict;
  /** The service that came back last; without a time: it never did while it was watched. Null: there was no recovery. */
  readonly slowest: { readonly service: string; readonly afterMs: number | null; readonly watchedMs: number } | null;
}
