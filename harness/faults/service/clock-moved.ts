import { setTimeout as delay } from 'node:timers/promises';
import { type Duration, now } from '../../model/clock.ts';
import type { Service } from '../../model/environment.ts';
import type { Observation } from '../../model/evidence.ts';
import type { Fault, FaultEvidence, FaultWindow } from '../../model/fault.ts';
import type { History, Placed } from '../../model/history.ts';
import type { Recorder } from '../../model/recorder.ts';
import { ask } from '../../util/http.ts';
import { hurt } from './evidence.ts';
import { runningNamed, serviceNamed } from './named.ts';

const clockMoved = 'service.clockMoved';

/** How its clock stands to the machine's. */
export type ClockMove = { readonly ahead: Duration } | { readonly behind: Duration };

/** The clock of one service is set ahead or behind, as by a wrong time server. Healing sets it right again. */
export function moved(service: string, by: ClockMove): Fault {
  const byMs = 'ahead' in by ? by.ahead : -by.behind;
  return {
    name: clockMoved,
    title: `the clock of ${service} is set ${Math.abs(byMs) / 1000} s ${byMs < 0 ? 'back' : 'ahead'}`,
    sparesKafka: true,
    needs: ['movable-clocks'],
    parameters: { service, byMs },
    inject: async ({ environment, recorder, signal }) => {
      runningNamed(environment, service, clockMoved);
      const subject = serviceNamed(environment, service);
      const set = async (toMs: number) => {
        await subject.moveClock(toMs);
        if (!signal.aborted) await recordClock(subject, toMs, recorder, signal);
      };
      await set(byMs);
      return () => set(0);
    },
  };
}

/** The time in an answer is in whole seconds, and web servers keep it for up to one more. In milliseconds. */
const preciseMs = 2100;
/** For the next second of such a server to come. In milliseconds. */
const toldWithinMs = 5000;
const says = 'its answers are dated ';

/** Asks it for the time (the date of its answers) until it tells the new one, and writes down what it told last. */
async function recordClock(service: Service, byMs: number, recorder: Recorder, signal: AbortSignal): Promise<void> {
  const deadline = now() + toldWithinMs;
  let date: string | undefined;
  do {
    if (date !== undefined) await delay(50, undefined, { signal });
    const question = { method: 'GET', address: service.address('http'), path: '/health', timeoutMs: 1000 } as const;
    const answer = await ask({ ...question, signal });
    date = (answer.result === 'answered' ? answer.date : undefined) ?? 'nothing';
  } while (!isMoved(Date.parse(date) - now(), byMs) && now() < deadline);
  recorder.record({ kind: 'said', subject: service.description.name, text: `${says}${date}` });
}

const isMoved = (offsetMs: number, byMs: number): boolean => Math.abs(offsetMs - byMs) <= preciseMs;

export const clockMovedEvidence: FaultEvidence = {
  name: clockMoved,
  evidence: (history, window) => {
    const told = history.of('said').filter(({ subject, text }) => subject === hurt(window) && text.startsWith(says));
    const during = told.findLast(({ at }) => at >= window.injectAt && at <= window.from);
    const after = told.findLast(({ at }) => at >= window.healFrom);
    return [stoodAt(history, window, during, Number(window.parameters.byMs)), stoodAt(history, window, after, 0)];
  },
};

/** Its own time, in an answer of its own, stood so to the machine's. */
function stoodAt(history: History, window: FaultWindow, told: Placed<'said'> | undefined, byMs: number): Observation {
  const offsetMs = told ? Date.parse(told.text.slice(says.length)) - (history.run.startedAt + told.at) : Number.NaN;
  const when = byMs === 0 ? 'after the heal' : 'under the fault';
  return {
    sentence: Number.isFinite(offsetMs)
      ? `the clock of ${hurt(window)} stood ${Math.round(offsetMs / 1000)} s off ${when}`
      : `nobody knows how the clock of ${hurt(window)} stood ${when}`,
    holds: isMoved(offsetMs, byMs),
    lines: told ? [told.line] : [],
  };
}
