import { recordState } from '../actions.ts';
import type { Observation } from '../core/evidence.ts';
import type { Fault, FaultEvidence, FaultWindow } from '../core/fault.ts';
import type { History } from '../core/history.ts';
import { hurt, looks } from './service-evidence.ts';
import { runningNamed } from './service-named.ts';

const name = 'service.memoryLimited';

export interface MemoryOptions {
  /** Of memory that is its own and that it writes to (RLIMIT_DATA). What it has already it keeps. */
  readonly bytes: number;
}

/** A service cannot get more memory than this: what it asks for beyond is refused by the kernel. Healing lifts the limit. */
export const memoryLimited = (service: string, { bytes }: MemoryOptions): Fault => ({
  name,
  title: `${service} has no more than ${Math.round(bytes / 1e6)} MB`,
  parameters: { service, bytes },
  inject: async ({ environment, recorder }) => {
    const running = runningNamed(environment, service, name);
    const look = async () => recordState(service, running, recorder, await running.limits());
    await running.limit('data', bytes);
    await look();
    return async () => {
      await look();
      // What died under its limit has none to be lifted.
      if (await running.status()) await running.limit('data', undefined);
      await look();
    };
  },
});

export const memoryLimitedEvidence: FaultEvidence = {
  name,
  evidence: (history, window) => [...wasLimited(history, window), limitLifted(history, window)],
};

/** The kernel's own list of its limits had this one: when the fault had come, and still when the heal began. */
function wasLimited(history: History, window: FaultWindow): Observation[] {
  const { before, last } = looks(history, window);
  const { bytes } = window.parameters;
  const died = last?.state === 'gone' && exitIn(history, window) !== undefined;
  const still = last?.limits?.data === bytes && last?.pid === before?.pid;
  return [
    {
      sentence: `the limit of ${hurt(window)} was ${before?.limits?.data ?? 'none'} bytes when the fault had come`,
      holds: before?.limits?.data === bytes,
      lines: before ? [before.line] : [],
    },
    {
      sentence: died
        ? `${hurt(window)} died under its limit`
        : `the limit of ${hurt(window)} was ${last?.limits?.data ?? 'none'} bytes when the heal began`,
      holds: died || still,
      lines: last ? [last.line] : [],
    },
  ];
}

/** The kernel's list has it no more, or there is nobody left to be limited. */
function limitLifted(history: History, window: FaultWindow): Observation {
  const { after } = looks(history, window);
  const lifted = after?.limits !== undefined && after.limits.data === undefined;
  return {
    sentence: lifted
      ? `after the heal ${hurt(window)} ${after.state === 'gone' ? 'is gone' : 'has no such limit'}`
      : `${hurt(window)} was never seen without the limit after the heal`,
    holds: lifted && (after.state !== 'gone' || exitIn(history, window) !== undefined),
    lines: after ? [after.line] : [],
  };
}

const exitIn = (history: History, window: FaultWindow) =>
  history
    .of('process')
    .find(
      ({ subject, phase, at }) =>
        subject === hurt(window) && phase === 'exited' && at >= window.injectAt && at <= window.to,
    );
