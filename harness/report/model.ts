import type { Fate } from '../analysis/fate.ts';
import type { EntryState } from '../analysis/operations.ts';
import type { JudgedCheck } from '../checks/judge.ts';
import type { Observation } from '../model/evidence.ts';
import type { ProbeOutcome, RestartTestResult } from '../model/fact.ts';
import type { Verdict } from '../model/verdict.ts';

/**
 * All that a reader of a run is told, made from its history alone; every reporter is a pure function of this. Times
 * are milliseconds since the run began, durations are milliseconds, null stands for what did not happen.
 */
export interface Report {
  readonly format: 2;
  readonly run: string;
  readonly scenario: string;
  readonly title: string;
  readonly story: string;
  readonly system: string;
  readonly variant: string;
  /** All that the system has, oldest first; empty: nobody wrote it down. */
  readonly variants: readonly string[];
  readonly runtime: string;
  readonly startedAt: string;
  readonly verdict: Verdict;
  /** The verdict in a sentence. */
  readonly sentence: string;
  readonly services: readonly ServiceReport[];
  readonly drill: { readonly operation: string; readonly askedAt: number; readonly doneAt: number } | null;
  readonly faults: readonly FaultReport[];
  readonly checks: readonly JudgedCheck[];
  /** What was in Kafka and proves nothing, because it could not be read, or understood, or was heard late. */
  readonly unread?: readonly string[];
  readonly ledger: readonly LedgerRow[];
  readonly steps: readonly StepReport[];
  readonly lanes: readonly Lane[];
  /** The records of each topic that had one. */
  readonly topics?: readonly TopicLane[];
  /** Every process that a service was, in the order in which they were first seen. */
  readonly processes?: readonly ProcessReport[];
  /** What logs are cut around. */
  readonly moments?: readonly Moment[];
  readonly notes: readonly string[];
  readonly durations: Durations;
  readonly versions: Readonly<Record<string, string>>;
  readonly machine: Readonly<Record<string, string>>;
  /** Runs this again. */
  readonly command: string;
  readonly facts: number;
}

export interface ServiceReport {
  readonly service: string;
  readonly kafka: boolean;
  /** From when its recovery counts: the heal of its own route; null: no heal was seen. */
  readonly healedAt: number | null;
  /** From the heal until it sent and heard again; null: not within `watchedMs`. */
  readonly afterMs: number | null;
  /** Nobody can tell whether it sent and heard: not all that was in Kafka could be read. */
  readonly doubtful?: true;
  readonly sendsAfterMs: number | null;
  readonly hearsAfterMs: number | null;
  /** From its heal (or, where none was seen, from the beginning of the watch) to the end of the watch. */
  readonly watchedMs: number;
  /** Its way back, stage by stage; for a service that talks to Kafka, once the story came to its recovery. */
  readonly stages?: StagesReport;
  /** For a service without Kafka: the longest time without a sign of life from it. */
  readonly longestSilenceMs: number | null;
  /** Starts beyond the first that the story did not script, before the restart test. */
  readonly restarts: number;
  readonly pid: number | null;
  readonly startTime: string | null;
  readonly restartTest: { readonly result: RestartTestResult; readonly tookMs: number | null } | null;
}

/** In milliseconds from the beginning of the heal; missing: nobody saw it. */
export interface StagesReport {
  readonly from: number;
  readonly tcp?: number;
  readonly metadata?: number;
  readonly joined?: number;
  readonly fetched?: number;
  readonly effect?: number;
  readonly caughtUp?: number;
}

export interface FaultReport {
  readonly fault: string;
  readonly name: string;
  readonly title: string;
  readonly from: number;
  readonly healFrom: number;
  readonly to: number;
  readonly evidence: readonly Observation[];
}

export interface LedgerRow {
  readonly operation: string;
  readonly askedAt: number;
  readonly answer: 'ok' | 'fail' | 'unknown' | 'pending';
  readonly detail: string;
  /** When its asker was answered. */
  readonly answeredAt?: number | null;
  /** When the first record of it was appended. */
  readonly inKafkaAt?: number | null;
  readonly outcome: string | null;
  /** When its asker was known to have heard. */
  readonly heardAt: number | null;
  readonly state: EntryState;
  /** Where it ended, in a word. */
  readonly fate: Fate;
  /** The record from which nothing followed, where it is in Kafka and did not come to its end. */
  readonly stoppedAt: string | null;
  /** Owed and not complete, and not lost with Kafka's own storage; never where the topics were not read to their end. */
  readonly lost: boolean;
  /** It was asked, ended or heard twice. */
  readonly doubled?: boolean;
  readonly copies: number;
}

export interface StepReport {
  readonly path: string;
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly outcome: 'done' | 'failed' | 'aborted' | 'unfinished';
  readonly reason: string | null;
}

/** One service over time: what its route met, what it said of itself, and when its records were appended. */
export interface Lane {
  readonly service: string;
  readonly probes: readonly { readonly outcome: ProbeOutcome; readonly from: number; readonly to: number }[];
  readonly words: readonly {
    readonly word: 'ready' | 'waiting' | 'silent';
    readonly from: number;
    readonly to: number;
  }[];
  readonly records: readonly number[];
}

/** When records were appended to a topic, in order. */
export interface TopicLane {
  readonly topic: string;
  readonly records: readonly number[];
}

/** One process as the operating system knows it: two with the same pid differ in their start time. */
export interface ProcessReport {
  readonly service: string;
  readonly pid: number;
  readonly startTime: string;
  readonly container: string | null;
  /** How often the engine had restarted that container by its policy, and which one that is. */
  readonly containerRestarts?: number;
  readonly restartPolicy?: string;
  readonly firstSeenAt: number;
  /** When it was last seen to be there, or to have ended. */
  readonly lastSeenAt: number;
  readonly end: {
    readonly at: number;
    readonly code: number | null;
    readonly signal: string | null;
    /** What the harness had meant to do to it by then, and on whose behalf; null: nobody meant it to end. */
    readonly meant: string | null;
  } | null;
}

/** An instant at which something happened that a reader will want to see in the logs. */
export interface Moment {
  readonly at: number;
  readonly kind: 'inject' | 'heal' | 'violation';
  readonly title: string;
}

export interface Durations {
  readonly total: number;
  /** Waiting that the story asks for. */
  readonly scripted: number;
  /** The rest: start, recovery, drain. */
  readonly unscripted: number;
  /** What of the rest is waiting until the services work again, which the run measures. */
  readonly recovering: number;
  readonly stages: readonly { readonly stage: string; readonly took: number }[];
  /** The most memory that the harness itself held while the story went on, in bytes. */
  readonly peakMemoryBytes: number | null;
}
