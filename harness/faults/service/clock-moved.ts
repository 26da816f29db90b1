import { z } from 'zod';
import { now } from '../../model/clock.ts';
import type { Control } from '../../model/control.ts';
import type { Service } from '../../model/environment.ts';
import type { Observation } from '../../model/evidence.ts';
import { faultType } from '../../model/fault.ts';
import type { History, Placed } from '../../model/history.ts';
import { hurt, type ServiceWindow } from './evidence.ts';
import { runningNamed, serviceNamed } from './named.ts';

const clockMoved = 'service.clockMoved';

/** The clock of one service is set ahead, or behind (`byMs` below 0), as by a wrong time server. Healing sets it right again. */
export const moved = faultType({
  name: clockMoved,
  options: z.strictObject({ service: z.string(), byMs: z.number() }),
  title: ({ service, byMs }) =>
    `the clock of ${service} is set ${Math.abs(byMs) / 1000} s ${byMs < 0 ? 'back' : 'ahead'}`,
  sparesKafka: true,
  needs: ['movable-clocks'],
  inject: async (control, { service, byMs }) => {
    runningNamed(control.environment, service, clockMoved);
    const subject = serviceNamed(control.environment, service);
    const set = async (toMs: number) => {
      await subject.moveClock(toMs);
      if (!control.signal.aborted) await recordClock(control, subject, toMs);
    };
    await set(byMs);
    return () => set(0);
  },
  evidence: (history, window) => {
    const told = history
      .of('log-line')
      .filter(({ subject, text }) => subject === hurt(window) && text.startsWith(says));
    const during = told.findLast(({ at }) => at >= window.injectAt && at <= window.from);
    const after = told.findLast(({ at }) => at >= window.healFrom);
    return [stoodAt(history, window, during, window.parameters.byMs), stoodAt(history, window, after, 0)];
  },
});

/** The time in an answer is in whole seconds, and web servers keep it for up to one more. In milliseconds. */
const preciseMs = 2100;
/** For the next second of such a server to come. In milliseconds. */
const toldWithinMs = 5000;
const says = 'its answers are dated ';

/** Asks it for the time (the date of its answers) until it tells the new one, and writes down what it told last. */
async function recordClock({ recorder, delay, askHealth }: Control, service: Service, byMs: number): Promise<void> {
  const deadline = now() + toldWithinMs;
  let date: string | undefined;
  do {
    if (date !== undefined) await delay(50);
    date = (await askHealth(service)).date ?? 'nothing';
  } while (!isMoved(Date.parse(date) - now(), byMs) && now() < deadline);
  recorder.record({ kind: 'log-line', subject: service.description.name, text: `${says}${date}` });
}

const isMoved = (offsetMs: number, byMs: number): boolean => Math.abs(offsetMs - byMs) <= preciseMs;

/** Its own time, in an answer of its own, stood so to the machine's. */
function stoodAt(
  history: History,
  window: ServiceWindow,
  told: Placed<'log-line'> | undefined,
  byMs: number,
): Observation {
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
