import { recordState } from '../../model/actions.ts';
import type { Control } from '../../model/control.ts';
import type { Limited } from '../../model/environment.ts';
import type { Evidence, Observation } from '../../model/evidence.ts';
import type { Heal } from '../../model/fault.ts';
import type { History } from '../../model/history.ts';
import { hurt, looks, type ServiceWindow } from './evidence.ts';
import { runningNamed } from './named.ts';

/** What such a fault does: a service may have no more than this of something, by the kernel's word. Healing lifts the limit. */
export const limit =
  (name: string, resource: Limited) =>
  async ({ environment, recorder }: Control, service: string, bytes: number): Promise<Heal> => {
    const running = runningNamed(environment, service, name);
    const look = async () => recordState(service, running, recorder, await running.limits());
    await running.limit(resource, bytes);
    await look();
    return async () => {
      await look();
      // What died under its limit has none to be lifted.
      if (await running.status()) await running.limit(resource, undefined);
      await look();
    };
  };

/** What shows it: the limit was there when the fault had come and when the heal began, and not after that. */
export const limitEvidence = (history: History, window: ServiceWindow, resource: Limited, bytes: number): Evidence => [
  ...wasLimited(history, window, resource, bytes),
  limitLifted(history, window, resource),
];

/** The kernel's own list of its limits had this one: when the fault had come, and still when the heal began. */
function wasLimited(history: History, window: ServiceWindow, resource: Limited, bytes: number): Observation[] {
  const { before, last } = looks(history, window);
  const died = last?.state === 'gone' && exitIn(history, window) !== undefined;
  const still = last?.limits?.[resource] === bytes && last?.pid === before?.pid;
  return [
    {
      sentence: `the limit of ${hurt(window)} was ${before?.limits?.[resource] ?? 'none'} bytes when the fault had come`,
      holds: before?.limits?.[resource] === bytes,
      lines: before ? [before.line] : [],
    },
    {
      sentence: died
        ? `${hurt(window)} died under its limit`
        : `the limit of ${hurt(window)} was ${last?.limits?.[resource] ?? 'none'} bytes when the heal began`,
      holds: died || still,
      lines: last ? [last.line] : [],
    },
  ];
}

/** The kernel's list has it no more, or there is nobody left to be limited. */
function limitLifted(history: History, window: ServiceWindow, resource: Limited): Observation {
  const { after } = looks(history, window);
  const lifted = after?.limits !== undefined && after.limits[resource] === undefined;
  return {
    sentence: lifted
      ? `after the heal ${hurt(window)} ${after.state === 'gone' ? 'is gone' : 'has no such limit'}`
      : `${hurt(window)} was never seen without the limit after the heal`,
    holds: lifted && (after.state !== 'gone' || exitIn(history, window) !== undefined),
    lines: after ? [after.line] : [],
  };
}

const exitIn = (history: History, window: ServiceWindow) =>
  history
    .of('process')
    .find(
      ({ subject, phase, at }) =>
        subject === hurt(window) && phase === 'exited' && at >= window.injectAt && at <= window.to,
    );
