/**
 * A process as the operating system knows it. The start time tells two processes apart that had the same pid one
 * after the other; its unit is whatever the system counts in (clock ticks since boot on Linux), so compare it, never
 * calculate with it.
 */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: string;
  /** The id of the container that it runs in, where it does. */
  readonly container?: string;
  /** How often the engine has restarted that container by a policy of its own. */
  readonly restarts?: number;
  /** What the engine does, by itself, when that container ends: `no`, `always`, `on-failure` … */
  readonly policy?: string;
}

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** When it ended, in milliseconds since the epoch, where that is told later: an engine tidies up first. */
  readonly endedAt?: number;
  /** The kernel ended it because its container had used up its memory, by the engine's word. */
  readonly outOfMemory?: boolean;
}

export const sameProcess = (one: ProcessIdentity, other: ProcessIdentity): boolean =>
  one.pid === other.pid && one.startTime === other.startTime && one.container === other.container;
