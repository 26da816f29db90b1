/** Exit codes of every command; the code names the kind of end. */
export const exitCode = {
  recovered: 0,
  violated: 1,
  inconclusive: 2,
  missing: 3,
  usage: 64,
  defect: 70,
  interrupted: 130,
  terminated: 143,
} as const;

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
