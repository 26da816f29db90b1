import { recordState } from '../../model/actions.ts';
import { now } from '../../model/clock.ts';
import type { Control } from '../../model/control.ts';
import type { Environment, RunningService, Service } from '../../model/environment.ts';
import { Failure } from '../../model/failure.ts';

/** The service that a fault is about. Throws a `Failure` when there is none of this name. */
export function serviceNamed({ services }: Pick<Environment, 'services'>, name: string): Service {
  const found = services.find(({ description }) => description.name === name);
  if (found) return found;
  throw new Failure('usage', {
    attempted: `hurt the service ${name}`,
    happened: `the system has ${services.map(({ description }) => description.name).join(', ')}`,
    remedy: 'Correct the name in the scenario.',
  });
}

/** The same, running. Throws a `Failure` when it is not. */
export function runningNamed(environment: Pick<Environment, 'services'>, name: string, fault: string): RunningService {
  const running = serviceNamed(environment, name).running();
  if (running) return running;
  throw new Failure('usage', {
    attempted: `bring ${fault} on the service ${name}`,
    happened: 'it is not running',
    remedy: 'Put startServices() before this fault in the scenario.',
  });
}

/** A signal takes effect when the kernel comes to it; longer than this it does not take. */
const obeysWithinMs = 2000;

/** Waits until the operating system says that a process is stopped, or is not; what it says then is written down. */
export async function recordStopped(
  { recorder, delay }: Pick<Control, 'recorder' | 'delay'>,
  subject: string,
  running: RunningService,
  stopped: boolean,
): Promise<void> {
  const deadline = now() + obeysWithinMs;
  const isStopped = async () => (await running.status())?.state === 'T';
  while ((await isStopped()) !== stopped && now() < deadline) await delay(5);
  await recordState(subject, running, recorder);
}
