import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { Container, ContainerInspectInfo } from 'dockerode';
import type { RunningProcess } from '../../model/environment.ts';
import type { ProcessExit, ProcessIdentity } from '../../model/process.ts';
import { processLimits, processStatus } from '../machine/processes.ts';
import { limitsOf } from '../shared/limits.ts';
import { waitUntil } from '../shared/wait.ts';
import { processesIn } from './cgroup.ts';
import { asked, type Engine, refusal } from './engine.ts';
import type { Events } from './events.ts';
import { limitIn } from './limit.ts';
import { type CapturedLog, captureLog } from './log.ts';

/** A container that runs: from its start to its end, through whatever its restart policy does in between. */
export interface Life extends RunningProcess {
  hasExited(): boolean;
  /** The container's own process, as the engine names it now, and all others in it. */
  members(): Promise<readonly ProcessIdentity[]>;
  signal(name: NodeJS.Signals): Promise<void>;
  /** SIGTERM, then SIGKILL after `graceMs`; resolves when it is gone. */
  stop(options: { readonly graceMs: number }): Promise<ProcessExit>;
  kill(): Promise<ProcessExit>;
}

export interface LifeOptions {
  readonly engine: Engine;
  readonly events: Events;
  readonly what: string;
  readonly container: Container;
  /** Right after the start. */
  readonly info: ContainerInspectInfo;
  readonly log: CapturedLog;
  readonly logFile: string;
}

/** SIGKILL takes effect at once; an engine on a busy machine tells it late. In milliseconds. */
const killedWithinMs = 15_000;
/** For the last lines of a log to arrive, once its writer has ended. In milliseconds. */
const lastLinesWithinMs = 1000;

const identityIn = ({ State, Id, RestartCount, HostConfig }: ContainerInspectInfo): ProcessIdentity => ({
  pid: State.Pid,
  startTime: State.StartedAt,
  container: Id,
  restarts: RestartCount,
  policy: policyIn(HostConfig),
});

const policyIn = ({ RestartPolicy }: ContainerInspectInfo['HostConfig']): string => RestartPolicy?.Name || 'no';

export function lifeOf(options: LifeOptions): Life {
  const { engine, events, what, container, info } = options;
  const identity = identityIn(info);
  const policy = policyIn(info.HostConfig);
  const exit = Promise.withResolvers<ProcessExit>();
  let log = options.log;
  let ended = false;
  let paused = false;
  let outOfMemory = info.State.OOMKilled;
  let now: ContainerInspectInfo | undefined = info;
  const inspect = () => asked(`Looking at the container of ${what}`, () => container.inspect());

  const end = async (code: number, endedAt: number) => {
    if (ended) return;
    ended = true;
    await Promise.race([log.ended, delay(lastLinesWithinMs, undefined, { ref: false })]);
    exit.resolve({ ...exitOf(code), endedAt, ...(outOfMemory ? { outOfMemory } : {}) });
  };
  events.on(container.id, ({ action, attributes, timeNano }) => {
    if (ended) return;
    now = undefined;
    if (action === 'oom') outOfMemory = true;
    if (action === 'pause') paused = true;
    if (action === 'unpause') paused = false;
    if (action === 'die') void died(Number(attributes.exitCode));
    // Not ours: the policy's.
    if (action === 'start' && policy !== 'no') void follow(timeNano);
  });
  const died = async (code: number) => {
    const { State } = await inspect().catch(() => ({ State: { ...info.State, FinishedAt: new Date().toISOString() } }));
    outOfMemory ||= State.OOMKilled;
    // Its policy starts it again: it is the same life, and `members` tells that it was interrupted.
    if (policy === 'no' || (!State.Running && !State.Restarting)) await end(code, Date.parse(State.FinishedAt));
  };
  const follow = async (timeNano: number) => {
    log = await captureLog(engine, container, options.logFile, seconds(timeNano)).catch(() => log);
  };
  // It may have died before anybody could ask.
  if (!info.State.Running && policy === 'no') void end(info.State.ExitCode, Date.parse(info.State.FinishedAt));

  const current = async (): Promise<ContainerInspectInfo> => {
    events.check();
    now ??= await inspect();
    return now;
  };
  const members = async () => {
    const found = await current();
    // Between two of its lives it has no process.
    if (ended || !found.State.Running || found.State.Pid === 0) return [];
    const leader = identityIn(found);
    const there = processesIn(leader.pid, container.id);
    const others = there.filter(({ pid }) => pid !== leader.pid);
    // The kernel knows of an end before the engine does.
    const lives = there.length > others.length;
    return [
      ...(lives ? [leader] : []),
      ...others.map(({ pid, startTime }) => ({ pid, startTime, container: container.id })),
    ];
  };
  const signal = (name: NodeJS.Signals) =>
    asked(`Sending ${name} to ${what}`, async () => {
      try {
        // One that is paused would get it only when it goes on.
        if (paused && !ended) await container.unpause();
        if (!ended) await container.kill({ signal: name });
      } catch (error) {
        // It has ended meanwhile.
        if (![404, 409].includes(refusal(error) ?? 0)) throw error;
      }
    });
  const gone = async (withinMs: number): Promise<ProcessExit> => {
    const remedy = 'Look at it with `docker ps -a`, and at the log of the engine.';
    await waitUntil({ what: `the container of ${what} has ended`, withinMs, remedy }, () => {
      events.check();
      return ended;
    });
    return exit.promise;
  };
  const kill = async () => {
    await signal('SIGKILL');
    return gone(killedWithinMs);
  };
  return {
    identity,
    exited: exit.promise,
    hasExited: () => ended,
    members,
    signal,
    kill,
    stop: async ({ graceMs }) => {
      await signal('SIGTERM');
      return gone(graceMs).catch(kill);
    },
    pause: () => asked(`Pausing ${what}`, () => container.pause()).then(() => undefined),
    resume: () => asked(`Letting ${what} go on`, () => container.unpause()).then(() => undefined),
    status: async () => {
      events.check();
      const { State } = await inspect();
      const status = ended || !State.Running ? undefined : processStatus(State.Pid);
      if (!status || status.ended) return undefined;
      const { state, cpuMs, residentBytes } = status;
      return { state: State.Paused ? 'T' : state, cpuMs, residentBytes };
    },
    limit: (resource, bytes) => limitIn({ engine, what, container, resource, bytes }),
    limits: async () => limitsOf(processLimits((await current()).State.Pid)),
  };
}

/** The engine's time with all its digits, which a number of JavaScript has not. */
const seconds = (timeNano: number): string => (timeNano / 1e9).toFixed(6);

/**
 * Engines tell one number: 128 and more is either what a program itself said, or the signal that ended it. Of SIGTERM and
 * SIGINT only the first can be: the first process of a container does not die by them, unless it wants to.
 */
const deadly: ReadonlyMap<number, NodeJS.Signals> = new Map(
  (['SIGKILL', 'SIGABRT', 'SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGTRAP'] as const).map((name) => [
    128 + constants.signals[name],
    name,
  ]),
);

function exitOf(code: number): ProcessExit {
  const signal = deadly.get(code);
  return signal ? { code: null, signal } : { code, signal: null };
}
