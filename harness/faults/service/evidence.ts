import type { Observation } from '../../model/evidence.ts';
import type { FaultWindow } from '../../model/fault.ts';
import type { History, Placed } from '../../model/history.ts';

/** A window of a fault that is about one service. */
export type ServiceWindow = FaultWindow<{ readonly service: string }>;

/** The service that a fault is about. */
export const hurt = ({ parameters }: ServiceWindow): string => parameters.service;

const lifeOf = (history: History, name: string) => history.of('process').filter(({ subject }) => subject === name);

/** Whether a process of that name was there at that moment. */
function alive(history: History, name: string, at: number): boolean {
  const last = lifeOf(history, name)
    .filter(({ phase }) => phase === 'started' || phase === 'exited')
    .findLast((fact) => fact.at <= at);
  return last?.phase === 'started';
}

/** The operating system reaped its process, by the signal that the fault announced. */
export function serviceDied(history: History, window: ServiceWindow): Observation {
  const name = hurt(window);
  const announced = announcement(history, window, 'kill');
  const exit = lifeOf(history, name).find(
    ({ phase, at }) => phase === 'exited' && at >= window.injectAt && at <= window.healFrom,
  );
  return {
    sentence: exit
      ? `process ${exit.pid} of ${name} ended by ${exit.signal ?? `exit code ${exit.code}`}`
      : `no process of ${name} was seen to end`,
    holds: exit?.signal === 'SIGKILL' && announced !== undefined && announced.at <= exit.at,
    lines: [...lines(announced), ...lines(exit)],
  };
}

/** No process of it was there while others were. */
export function serviceAbsent(history: History, window: ServiceWindow): Observation {
  const name = hurt(window);
  const early = lifeOf(history, name).find(({ phase, at }) => phase === 'started' && at < window.healFrom);
  const others = history.run.services
    .filter((service) => service.name !== name && alive(history, service.name, window.healFrom))
    .map((service) => service.name);
  return {
    sentence: early
      ? `${name} was started as process ${early.pid}`
      : `${name} had not been started while there were: ${others.join(', ') || 'none'}`,
    holds: early === undefined && others.length > 0,
    lines: [
      ...lines(early),
      ...others.flatMap((other) =>
        lifeOf(history, other)
          .map(({ line }) => line)
          .slice(0, 1),
      ),
    ],
  };
}

/** Whoever asked on its port for `/health` met this, and no answer, until the heal. */
export function healthMet(history: History, window: ServiceWindow, expected: 'refused' | 'silent'): Observation {
  const name = hurt(window);
  const words = history.of('health').filter(({ service, at }) => service === name && at <= window.healFrom);
  const last = words.at(-1);
  const answered = words.find(({ answer, at }) => answer === 'says' && at >= window.from);
  return {
    sentence: answered
      ? `${name} answered on /health meanwhile`
      : `on the port of ${name} whoever asked for /health met: ${last?.answer ?? 'nobody asked'}`,
    holds: !answered && last?.answer === expected,
    lines: lines(answered ?? last),
  };
}

/** The heal started a process that was not there before. */
export function serviceStarted(history: History, window: ServiceWindow): Observation {
  const name = hurt(window);
  const announced = announcement(history, window, 'start');
  const starts = lifeOf(history, name).filter(({ phase }) => phase === 'started');
  const start = starts.find(({ at }) => at >= window.healFrom);
  const before = starts.find(({ at }) => at < window.healFrom);
  const another = !before || before.pid !== start?.pid || before.startTime !== start.startTime;
  return {
    sentence: start ? `the heal started process ${start.pid} of ${name}` : `the heal started no process of ${name}`,
    holds: start !== undefined && another && announced !== undefined && announced.at <= start.at,
    lines: [...lines(announced), ...lines(start)],
  };
}

/** It gives a good answer on `/health` at some time after the heal. */
export function serviceAnswers(history: History, window: ServiceWindow): Observation {
  const name = hurt(window);
  const words = history.of('health').filter(({ service }) => service === name);
  const before = words.findLast(({ at }) => at <= window.healFrom);
  const word =
    before?.answer === 'says' ? before : words.find(({ answer, at }) => answer === 'says' && at > window.healFrom);
  return {
    sentence: word ? `after the heal ${name} answers on /health` : `${name} never answered on /health after the heal`,
    holds: word !== undefined,
    lines: lines(word),
  };
}

/** What the operating system said of its process: when the fault had come, when the heal began, and after it. */
export interface Looks {
  readonly before: Placed<'state'> | undefined;
  readonly last: Placed<'state'> | undefined;
  readonly after: Placed<'state'> | undefined;
}

export function looks(history: History, window: ServiceWindow): Looks {
  const mine = history.of('state').filter(({ subject }) => subject === hurt(window));
  const healing = mine.filter(({ at }) => at >= window.healFrom && at <= window.to);
  return {
    before: mine.findLast(({ at }) => at >= window.injectAt && at <= window.from),
    last: healing.at(0),
    after: healing.length > 1 ? healing.at(-1) : undefined,
  };
}

/** After the heal it runs, and is the very process that it was. */
export function serviceRuns(history: History, window: ServiceWindow): Observation {
  const name = hurt(window);
  const { before, after } = looks(history, window);
  const runs = after !== undefined && after.state !== 'T' && after.state !== 'gone' && after.pid === before?.pid;
  return {
    sentence: after
      ? `after the heal process ${after.pid} of ${name} is in state ${after.state}`
      : `nobody looked at the process of ${name} after the heal`,
    holds: runs,
    lines: lines(after),
  };
}

/** The deed of this fault on its service that was written down before it was done. */
const announcement = (history: History, window: ServiceWindow, action: 'kill' | 'start') =>
  history
    .of('intent')
    .find((intent) => intent.action === action && intent.by === window.fault && intent.subject === hurt(window));

const lines = (fact: Placed | undefined): readonly number[] => (fact ? [fact.line] : []);
