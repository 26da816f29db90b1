import type { JudgedCheck } from '../../checks/judge.ts';
import type { ServiceReport } from '../../report/model.ts';

/**
 * What a gate found, made once and then only read: JUnit, CTRF, summary, annotations, badge and page are pure functions
 * of it. Durations are milliseconds; null stands for what did not happen.
 */
export interface GateResult {
  readonly format: 1;
  /** The gravest finding that counts; with none, passed. `inconclusive`: a run said nothing, and nothing failed. */
  readonly outcome: GateOutcome;
  /** The outcome in a sentence. */
  readonly sentence: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly tookMs: number;
  /** Of a part that is still to be merged. */
  readonly shard: { readonly index: number; readonly of: number } | null;
  readonly machine: Fingerprint;
  /** Which regressions were not looked for, and why, in a sentence; null: all were. */
  readonly withoutBaseline: string | null;
  readonly runs: readonly GateRun[];
  readonly findings: readonly Finding[];
}

export type GateOutcome = 'passed' | 'warned' | 'failed' | 'inconclusive';

/** What makes times of two machines comparable. */
export interface Fingerprint {
  readonly cpu: string;
  readonly cores: number;
  readonly platform: string;
  readonly node: string;
  readonly kafka: string;
}

/** One run of one scenario. */
export interface GateRun {
  readonly scenario: string;
  readonly title: string;
  readonly variant: string;
  readonly runtime: string;
  /** Which of the repeats, from 1 on. */
  readonly repeat: number;
  /** `missing`: it could not be run here; `defect`: norestart itself failed. A control is as it should be when violated. */
  readonly verdict: 'recovered' | 'violated' | 'inconclusive' | 'missing' | 'defect';
  /** A control that must be violated, and is not by its being violated a failure. */
  readonly control: boolean;
  readonly sentence: string;
  readonly tookMs: number;
  readonly startedAt: string;
  /** The run's folder, from the gate's own; null where there is none. */
  readonly folder: string | null;
  readonly services: readonly Pick<
    ServiceReport,
    'service' | 'kafka' | 'afterMs' | 'watchedMs' | 'stages' | 'restarts'
  >[];
  readonly checks: readonly Pick<JudgedCheck, 'name' | 'verdict' | 'exercised' | 'because'>[];
  /** The last lines that it printed, where there is no report. */
  readonly output: string | null;
}

export interface Finding {
  /** `quarantined`: it would have failed, and somebody has answered for it until a day that is still to come. */
  readonly level: 'fail' | 'warn' | 'inconclusive' | 'quarantined';
  readonly kind:
    | 'verdict'
    | 'budget'
    | 'regression'
    | 'expired-quarantine'
    | 'unused-quarantine'
    | 'not-run'
    | 'no-control';
  readonly scenario: string;
  /** One sentence: what, how much, against what. */
  readonly text: string;
  /** Where it can be mended: the scenario's or the budget's file, from the repository's root. */
  readonly file: string;
  /** From 1 on; null: the whole file. */
  readonly line: number | null;
  /** Who answers for it, where it is quarantined. */
  readonly quarantine: { readonly owner: string; readonly reason: string; readonly until: string } | null;
}
