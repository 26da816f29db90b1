import { greatest } from '../analysis/extremes.ts';
import {
  configurable,
  inconclusive,
  late,
  notExercised,
  passed,
  type Timing,
  violated,
  withinOption,
} from '../model/check.ts';
import { seconds } from '../model/clock.ts';
import type { History, Placed } from '../model/history.ts';
import { stages } from '../model/step.ts';

/** What `docker stop` waits for before it kills. */
const options = withinOption(seconds(10));

/** Asked to end (SIGTERM), a service ends by itself, says that all was well, and leaves nothing running. */
export const gracefulShutdown = configurable({
  name: 'graceful-shutdown',
  gravity: 'cost',
  options,
  claim: ({ withinMs }) =>
    `every service that ran at the end ended by itself within ${withinMs / 1000} s of SIGTERM, with code 0, and left no process`,
  judge: (history, { withinMs }) => {
    const ends = history
      .of('shut-down')
      .filter((end) => wasUp(history, end))
      .map((end) => ({ end, exit: exitOf(history, end) }));
    const lines = ends.flatMap(({ end, exit }) => [end.line, ...(exit ? [exit.line] : [])]);
    const wrong = ends.flatMap(({ end, exit }) => problem(end, exit, withinMs) ?? []);
    const slow = ends.filter(({ end }) => tooLate(end, withinMs));
    if (wrong.length > 0) {
      // What is wrong besides time stays wrong on any machine.
      return wrong.length > slow.length
        ? violated(wrong.join('; '), lines)
        : late(
            wrong.join('; '),
            lines,
            slow.map(({ end }) => timing(end, withinMs)),
          );
    }
    const unseen = running(history).filter((name) => !history.of('shut-down').some(({ service }) => service === name));
    if (unseen.length > 0) return inconclusive(`nobody saw how ${unseen.join(', ')} ended`, lines);
    if (ends.length === 0) return notExercised('no service ran at the end');
    const slowest = greatest(ends.map(({ end }) => end.tookMs ?? 0));
    return passed(`${ends.length} services, each ended with code 0, the slowest after ${slowest.toFixed(0)} ms`, lines);
  },
});

/** One that an aborted run has ended while it was still loading had no chance to end in good order. */
const wasUp = (history: History, { service, pid }: Placed<'shut-down'>): boolean => {
  if (history.of('aborted').length === 0) return true;
  const born = history.of('process').findLast(({ subject, phase, pid: mine }) => {
    return subject === service && phase === 'started' && mine === pid;
  });
  return history
    .of('health')
    .some((word) => word.service === service && word.answer === 'says' && word.at >= (born?.at ?? 0));
};

const exitOf = (history: History, { service, pid }: Placed<'shut-down'>) =>
  history.of('process').findLast((fact) => fact.phase === 'exited' && fact.subject === service && fact.pid === pid);

/** Those whose last process had not ended when everything was ended. */
function running(history: History): string[] {
  const down = history.of('intent').find(({ by }) => by === stages.down)?.at ?? Number.POSITIVE_INFINITY;
  return history.run.services
    .map(({ name }) => name)
    .filter((name) => {
      const lives = history.of('process').filter(({ subject, at }) => subject === name && at <= down);
      return lives.findLast(({ phase }) => phase === 'started' || phase === 'exited')?.phase === 'started';
    });
}

const tooLate = ({ tookMs }: Placed<'shut-down'>, withinMs: number): boolean =>
  tookMs === undefined || tookMs > withinMs;

/** One that had not ended was killed, and how long it would have taken nobody knows: at least until it was looked at. */
function timing({ at, tookMs: told }: Placed<'shut-down'>, withinMs: number): Timing {
  const tookMs = told ?? withinMs + 1;
  return { from: at - tookMs, to: at, tookMs, withinMs };
}

function problem(end: Placed<'shut-down'>, exit: Placed<'process'> | undefined, withinMs: number): string | undefined {
  const { service, left } = end;
  if (tooLate(end, withinMs)) return `${service} did not end within ${withinMs / 1000} s and was killed`;
  if (left > 0) return `${service} ended and left ${left} processes, which were killed`;
  if (!exit) return `nobody saw how process ${end.pid} of ${service} ended`;
  if (exit.code !== 0) return `${service} ended with ${exit.signal ?? `exit code ${exit.code}`}`;
  return undefined;
}
