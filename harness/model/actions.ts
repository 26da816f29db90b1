import type { Broker, Environment, RunningProcess, RunningService, Service } from './environment.ts';
import type { ProcessExit, ProcessIdentity } from './process.ts';
import type { Recorder } from './recorder.ts';
import { stages } from './step.ts';

/**
 * What the harness does to processes. Each deed is written down before it is done, so that an exit which nobody meant
 * stands out; each process is written down with the identity that the operating system gives it.
 */
export interface Deed {
  readonly recorder: Recorder;
  /** Who does it: a step, a fault, the restart test. */
  readonly by: string;
}

export async function startService(service: Service, { recorder, by }: Deed): Promise<RunningService> {
  const subject = service.description.name;
  recorder.record({ kind: 'intent', action: 'start', subject, by });
  const running = await service.start();
  follow(running, subject, recorder);
  return running;
}

export async function stopService(service: Service, { recorder, by }: Deed): Promise<void> {
  recorder.record({ kind: 'intent', action: 'stop', subject: service.description.name, by });
  await service.running()?.stop({ graceMs: 2000 });
}

/** SIGKILL, as an operating system without memory, or an impatient person, does it. */
export async function killService(service: Service, { recorder, by }: Deed): Promise<void> {
  recorder.record({ kind: 'intent', action: 'kill', subject: service.description.name, by });
  await service.running()?.kill();
}

/** Lets a process stand still or go on, and writes what the operating system says of it right after that. */
export async function signalProcess(
  subject: string,
  running: RunningProcess,
  action: 'pause' | 'resume',
  { recorder, by }: Deed,
): Promise<void> {
  recorder.record({ kind: 'intent', action, subject, by });
  await running[action]();
  await recordState(subject, running, recorder);
}

/** What the operating system says of a process now. */
export async function recordState(
  subject: string,
  running: RunningProcess,
  recorder: Recorder,
  limits?: Readonly<Record<string, number>>,
): Promise<void> {
  const { pid } = running.identity;
  const status = await running.status();
  const more = limits ? { limits: { ...limits } } : {};
  recorder.record({ kind: 'state', subject, pid, state: 'gone', ...status, ...more });
}

/** Asks a broker to shut down (SIGTERM) and waits until it has. */
export async function stopBroker(broker: Broker, { recorder, by }: Deed, signal: AbortSignal): Promise<void> {
  recorder.record({ kind: 'intent', action: 'stop', subject: broker.name, by });
  await broker.running()?.stop(signal);
}

export async function startBroker(broker: Broker, { recorder, by }: Deed, signal: AbortSignal): Promise<void> {
  recorder.record({ kind: 'intent', action: 'start', subject: broker.name, by });
  const running = await broker.start(signal);
  follow(running, broker.name, recorder);
}

export async function killBroker(broker: Broker, { recorder, by }: Deed): Promise<void> {
  recorder.record({ kind: 'intent', action: 'kill', subject: broker.name, by });
  await broker.running()?.kill();
}

/** Ends the brokers for good, with those who were to be ended anyway; nothing that follows is held against anyone. */
export function announceDown(environment: Environment, recorder: Recorder): void {
  const subjects = [...environment.brokers, ...environment.services.map(({ description }) => description)];
  for (const { name: subject } of subjects)
    recorder.record({ kind: 'intent', action: 'stop', subject, by: stages.down });
}

function follow(
  running: { readonly identity: ProcessIdentity; readonly exited: Promise<ProcessExit> },
  subject: string,
  recorder: Recorder,
): void {
  recorder.record({ kind: 'process', phase: 'started', subject, ...running.identity });
  void running.exited.then(({ endedAt, ...exit }) => {
    const ended = endedAt === undefined ? {} : { endedAt: recorder.relative(endedAt) };
    recorder.record({ kind: 'process', phase: 'exited', subject, ...running.identity, ...exit, ...ended });
  });
}
