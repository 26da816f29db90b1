import type { Verdict } from '../model/verdict.ts';

/** Of `run`. Durations are milliseconds, paths are from the folder in which it was called, null is what is not there. */
export interface RunsDocument {
  readonly format: 1;
  readonly command: 'run';
  readonly exitCode: number;
  readonly seed: number | null;
  readonly runs: readonly RunDocument[];
}

export interface RunDocument {
  readonly scenario: string;
  readonly variant: string;
  readonly runtime: string;
  /** Which of the repeats, from 1 on. */
  readonly repeat: number;
  readonly seed: number | null;
  /** A control is as it should be when it is violated. */
  readonly control: boolean;
  readonly asExpected: boolean;
  readonly exitCode: number;
  readonly verdict: Verdict | null;
  readonly sentence: string | null;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly tookMs: number;
  readonly folder: string | null;
  readonly page: string | null;
}
