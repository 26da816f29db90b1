import { z } from 'zod';
import { recordState, signalProcess } from '../../model/actions.ts';
import { now } from '../../model/clock.ts';
import type { Control } from '../../model/control.ts';
import type { RunningService } from '../../model/environment.ts';
import type { Observation } from '../../model/evidence.ts';
import { type FaultWindow, faultType } from '../../model/fault.ts';
import type { History } from '../../model/history.ts';
import { hurt, looks, type ServiceWindow, serviceAnswers, serviceRuns } from './evidence.ts';
import { recordStopped, runningNamed } from './named.ts';

const name = 'service.cpuThrottled';

/** It runs for its share of each period and stands still for the rest, in milliseconds. */
const periodMs = 100;
/** How often it is written down that it stands still, in milliseconds. */
const lookEveryMs = 500;

/** A service gets only a part of the time, in small pieces, as on a machine that others use up. Healing lets it run. */
export const cpuThrottled = faultType({
  name,
  options: z.strictObject({
    service: z.string(),
    /** The part of the time in which it may run: what stands still for less than 10 ms is hardly seen. */
    percent: z.number().min(1, 'A share must be from 1 to 90 percent').max(90, 'A share must be from 1 to 90 percent'),
  }),
  title: ({ service, percent }) => `${service} gets ${percent} % of the time`,
  sparesKafka: true,
  inject: async (control, { service, percent }) => {
    const { environment, recorder, by } = control;
    const running = runningNamed(environment, service, name);
    const deed = { recorder, by };
    await signalProcess(service, running, 'pause', deed);
    await recordStopped(control, service, running, true);
    const ending = new AbortController();
    const rationing = ration(control, { service, running, percent, signal: ending.signal });
    return async () => {
      ending.abort();
      await rationing;
      await recordState(service, running, recorder);
      await signalProcess(service, running, 'resume', deed);
      await recordStopped(control, service, running, false);
    };
  },
  evidence: (history, window) => [
    stoodStillOften(history, window),
    gotItsShare(history, window),
    serviceRuns(history, window),
    serviceAnswers(history, window),
  ],
});

interface Ration {
  readonly service: string;
  readonly running: RunningService;
  readonly percent: number;
  readonly signal: AbortSignal;
}

/** Lets it run and stand still in turn, until it is told to end; then it stands still. */
async function ration(control: Control, { service, running, percent, signal }: Ration): Promise<void> {
  const runsMs = (periodMs * percent) / 100;
  const pause = (forMs: number) => control.delay(forMs, signal).catch(() => undefined);
  let lookedAt = now();
  // A process that is gone needs no rations, and its number may be another's by then.
  while (!signal.aborted && (await running.status())) {
    await pause(periodMs - runsMs);
    if (now() - lookedAt >= lookEveryMs) {
      lookedAt = now();
      // A busy machine comes to the signal late: whether it obeys is what is looked at, not how soon.
      await recordStopped(control, service, running, true);
    }
    await running.resume();
    await pause(runsMs);
    await running.pause();
  }
}

/** So often it must have been seen standing still, in milliseconds: a busy harness looks later than it means to. */
const seenEveryMs = 2000;

/** It was seen standing still again and again, and seen at nothing else while it was its turn to. */
function stoodStillOften(history: History, window: ServiceWindow): Observation {
  const seen = history
    .of('state')
    .filter(({ subject, at }) => subject === hurt(window) && at > window.from && at < window.healFrom);
  const stopped = seen.filter(({ state }) => state === 'T');
  const often = Math.max(1, Math.floor((window.healFrom - window.from) / seenEveryMs));
  return {
    sentence: `${hurt(window)} was seen standing still (state T) ${stopped.length} of ${seen.length} times`,
    holds: stopped.length >= often && stopped.length === seen.length,
    lines: seen.map(({ line }) => line),
  };
}

/** Signals come late on a busy machine, and garbage is collected on a second processor: half as much again is no contradiction. */
const tolerance = 1.5;

/** By the operating system's count it used no more processor time than its share. */
function gotItsShare(
  history: History,
  window: FaultWindow<{ readonly service: string; readonly percent: number }>,
): Observation {
  const { before, last } = looks(history, window);
  const usedMs = (last?.cpuMs ?? Number.NaN) - (before?.cpuMs ?? Number.NaN);
  const tookMs = (last?.at ?? Number.NaN) - (before?.at ?? Number.NaN);
  const share = (usedMs / tookMs) * 100;
  return {
    sentence: Number.isFinite(share)
      ? `${hurt(window)} used ${share.toFixed(1)} % of a processor`
      : `nobody counted the processor time of ${hurt(window)}`,
    holds: before?.pid === last?.pid && share <= window.parameters.percent * tolerance,
    lines: [...(before ? [before.line] : []), ...(last ? [last.line] : [])],
  };
}
