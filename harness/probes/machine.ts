import { now } from '../model/clock.ts';
import type { Environment } from '../model/environment.ts';
import type { Recorder } from '../model/recorder.ts';
import type { Probe } from './pace.ts';
import { pressureMs, runsIn, type Turns, turnsOf } from './turns.ts';

export interface MachineProbeOptions {
  readonly environment: Pick<Environment, 'brokers' | 'services'>;
  readonly recorder: Recorder;
}

const beatEveryMs = 100;
const writeEveryMs = 1000;
/** A beat that comes later than this is written down by itself: nobody watched meanwhile. */
const gapMs = 1000;

/**
 * Watches the machine, and whether the harness could watch at all: how long the run's processes waited for a processor
 * (schedstat), how long anybody did (PSI), and how late a beat of the harness came, by the clock that stands still while
 * the machine sleeps and by the one that does not. What the system does not tell is left out.
 */
export function probeMachine({ environment, recorder }: MachineProbeOptions): Probe {
  const turns = newTurns(environment);
  let [from, lateMs, pressure] = [now(), 0, pressureMs()];
  let beat = lookAtClocks();

  const write = (to: number, standing: { readonly stoodMs?: number; readonly sleptMs?: number } = {}) => {
    const total = pressureMs();
    recorder.record({
      kind: 'machine',
      from: recorder.relative(from),
      to: recorder.relative(to),
      lateMs: Math.round(lateMs),
      ...turns(),
      ...(total === undefined || pressure === undefined ? {} : { pressureMs: Math.round(total - pressure) }),
      ...standing,
    });
    [from, pressure, lateMs] = [to, total, 0];
  };

  const look = () => {
    const next = lookAtClocks();
    const gap = next.at - beat.at;
    const slept = Math.abs(next.wall - beat.wall - gap);
    if (gap > gapMs || slept > gapMs) {
      if (beat.at > from) write(beat.at);
      // Neither had a processor nor waited for one: it was stopped.
      const busyMs = next.own && beat.own ? sum(next.own) - sum(beat.own) : 0;
      const stood = gap > gapMs && busyMs < gap / 2 ? { stoodMs: Math.round(gap) } : {};
      lateMs = Math.max(0, gap - beatEveryMs);
      write(next.at, { ...stood, ...(slept > gapMs ? { sleptMs: Math.round(slept) } : {}) });
    } else {
      lateMs = Math.max(lateMs, gap - beatEveryMs);
      if (next.at - from >= writeEveryMs) write(next.at);
    }
    beat = next;
  };

  const timer = setInterval(look, beatEveryMs);
  return {
    stop: async () => {
      clearInterval(timer);
      look();
      if (now() > from) write(now());
    },
  };
}

const lookAtClocks = () => ({ at: now(), wall: Date.now(), own: turnsOf(process.pid, 'one') });
const sum = ({ ranMs, waitedMs }: Turns): number => ranMs + waitedMs;

/** What each process had and waited for since the call before; one that is new began with nothing. */
function newTurns(environment: MachineProbeOptions['environment']) {
  let before = new Map<string, Turns>();
  const look = () =>
    new Map(
      subjects(environment)
        .flatMap(({ subject, pid, threads }) => {
          const turns = turnsOf(pid, threads);
          return turns ? [[subject, pid, turns] as const] : [];
        })
        .map(([subject, pid, turns]) => [`${subject} ${pid}`, turns]),
    );
  before = look();
  return () => {
    const next = look();
    const [ran, waited]: Record<string, number>[] = [{}, {}];
    for (const [key, { ranMs, waitedMs }] of next) {
      const [subject = ''] = key.split(' ');
      const old = before.get(key) ?? { ranMs: 0, waitedMs: 0 };
      if (ran) ran[subject] = Math.max(0, Math.round(ranMs - old.ranMs));
      if (waited) waited[subject] = Math.max(0, Math.round(waitedMs - old.waitedMs));
    }
    before = next;
    return next.size > 0 && ran && waited ? { ran, waited } : {};
  };
}

/** The harness and what it started, in containers, too, where these run on this very machine. A JVM is all its threads. */
const subjects = ({ brokers, services }: MachineProbeOptions['environment']) => [
  { subject: 'norestart', pid: process.pid, threads: 'one' as const },
  ...brokers.flatMap((broker) => here(broker.name, broker.running()?.identity, 'all')),
  ...services.flatMap((service) => here(service.description.name, service.running()?.identity, 'one')),
];

function here(
  subject: string,
  identity: { readonly pid: number; readonly container?: string } | undefined,
  threads: 'one' | 'all',
) {
  if (!identity) return [];
  const { pid, container } = identity;
  return container === undefined || runsIn(pid, container) ? [{ subject, pid, threads }] : [];
}
