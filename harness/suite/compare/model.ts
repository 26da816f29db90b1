import type { Verdict } from '../../model/verdict.ts';
import type { Interval } from '../../util/statistics/interval.ts';
import type { Measured } from '../../util/statistics/measured.ts';
import type { LeftOut } from './read-runs.ts';

/** Groups of runs side by side, and all that a reader of it is told. Durations are milliseconds. */
export interface Comparison {
  readonly format: 1;
  /** The whole, in a sentence for each group. */
  readonly sentences: readonly GroupSentence[];
  /** By what the runs were put into groups; null: by hand. */
  readonly by: string | null;
  /** Of the intervals, from 0 to 1. */
  readonly confidence: number;
  readonly scenarios: readonly ScenarioComparison[];
  readonly leftOut: readonly LeftOut[];
}

export interface ScenarioComparison {
  readonly scenario: string;
  readonly title: string;
  readonly sentences: readonly GroupSentence[];
  /** What must not be concluded from so few runs, in a sentence; null: there are enough. */
  readonly caution: string | null;
  /** Those that have runs of this scenario; the others are compared with the first. */
  readonly groups: readonly GroupSummary[];
  readonly services: readonly ServiceComparison[];
}

export interface GroupSentence {
  readonly label: string;
  /** The worst of its runs. */
  readonly verdict: Verdict;
  readonly text: string;
}

export interface RunInGroup {
  readonly run: string;
  /** Its absolute path. */
  readonly folder: string;
  readonly startedAt: string;
  readonly verdict: Verdict;
  /** Null: it could not be measured. */
  readonly recoveries: readonly { readonly service: string; readonly value: Measured | null }[];
}

export interface GroupSummary {
  readonly label: string;
  readonly runs: readonly RunInGroup[];
  /** A run that nobody can judge has not recovered, and is counted once more beside it. */
  readonly recovered: { readonly count: number; readonly of: number; readonly interval: Interval };
  readonly inconclusive: number;
  /** The service whose median is the latest, or all whose is never; null: no service was measured. */
  readonly slowest: { readonly services: readonly string[]; readonly median: Measured } | null;
  readonly requests: number;
  readonly lost: Count;
  readonly doubled: Count;
  /** Services that worked again only after somebody restarted them. */
  readonly restartsByHand: Count;
}

/** How many there were in all runs that can tell, in how many of these, and how many runs cannot. */
export interface Count {
  readonly count: number;
  readonly inRuns: number;
  readonly untold: number;
}

export interface ServiceComparison {
  readonly service: string;
  readonly groups: readonly ServiceInGroup[];
}

export interface ServiceInGroup {
  readonly label: string;
  /** One for each run that could measure it, in the order of the runs. */
  readonly values: readonly Measured[];
  /** Runs in which nobody could: no heal was seen, the run was cut short, or it says nothing at all. */
  readonly unmeasured: number;
  /** Null: nothing was measured. */
  readonly median: Measured | null;
  /** Where the median lies, by bootstrap; null: of fewer than two values nobody knows. */
  readonly interval: Interval<Measured> | null;
  /** Against the first group; null: it is the first, or one of both has no value. */
  readonly difference: Difference | null;
}

export interface Difference {
  readonly against: string;
  /** The chance that a run of this group takes longer than one of the other, from 0 to 1; ties count half. */
  readonly longerInShare: number;
  /** By the test of Mann and Whitney, two-sided. */
  readonly p: number;
  readonly method: 'exact' | 'normal';
  /** The least p that so many runs can have: above 0.05 there are too few to show anything. */
  readonly leastP: number;
}
