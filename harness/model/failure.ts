/**
 * Exit codes of every command; the code names the kind of end. An end by a signal is 128 and the signal's number, as a
 * shell has it.
 */
export const exitCode = {
  /** Of a command that has no verdict, and did what it was asked for. */
  done: 0,
  recovered: 0,
  violated: 1,
  inconclusive: 2,
  missing: 3,
  usage: 64,
  defect: 70,
} as const;

/** Whether a signal ended it: there is no verdict then, and nothing was wrong either. Linux has 64 signals. */
export const isBySignal = (code: number): boolean => code > 128 && code <= 128 + 64;

/** What kind of failure: something needed is missing here, the command was used wrongly, or the harness has a defect. */
export type FailureKind = 'missing' | 'usage' | 'defect';

export interface FailureParts {
  /** What was attempted, on what. */
  readonly attempted: string;
  /** What happened instead. */
  readonly happened: string;
  /** What the reader can do now. */
  readonly remedy: string;
  readonly cause?: unknown;
}

/** An error that a person reads: what was attempted, what happened, what to do. The cause is kept. */
export class Failure extends Error {
  readonly kind: FailureKind;
  readonly remedy: string;

  constructor(kind: FailureKind, parts: FailureParts) {
    super(`${parts.attempted}: ${parts.happened}`, { cause: parts.cause });
    this.name = 'Failure';
    this.kind = kind;
    this.remedy = parts.remedy;
  }
}
