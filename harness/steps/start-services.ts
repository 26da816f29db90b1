import { startService } from '../actions.ts';
import { type Duration, seconds } from '../core/clock.ts';
import type { Service } from '../core/environment.ts';
import { Failure } from '../core/failure.ts';
import { type Step, StepFailed } from '../core/step.ts';
import { wait } from '../wait.ts';
import { latestHealth } from './conditions.ts';

export interface StartServicesOptions {
  readonly within?: Duration;
  /** These alone. Default: all. */
  readonly only?: readonly string[];
  /** All but these. */
  readonly except?: readonly string[];
}

/**
 * Starts services, all at once, waits until each one answers on `/health`, and then begins to ask for charges. Those
 * that run already are left alone, so that a story can start them one after the other.
 */
export const startServices = ({ within = seconds(15), only, except = [] }: StartServicesOptions = {}): Step => ({
  name: 'startServices',
  title: titleOf(only, except),
  parameters: { withinMs: within },
  run: async ({ environment, recorder, load, signal }) => {
    const known = environment.services.map(({ description }) => description.name);
    for (const name of [...(only ?? []), ...except]) if (!known.includes(name)) throw unknown(name, known);
    const meant = environment.services.filter(
      ({ description: { name } }) => (only ?? known).includes(name) && !except.includes(name),
    );
    const due = meant.filter((service) => !service.running());
    await Promise.all(due.map((service) => startService(service, { recorder, by: 'startServices' })));
    const silent = (): Service[] => {
      const health = latestHealth(recorder.history());
      return meant.filter(({ description }) => health.get(description.name)?.answer !== 'says');
    };
    const up = await wait({ recorder, until: () => silent().length === 0, within, signal });
    load.start();
    if (up) return;
    const names = silent().map(({ description }) => description.name);
    throw new StepFailed(`${names.join(', ')} did not answer on /health within ${within / 1000} s`);
  },
});

function titleOf(only: readonly string[] | undefined, except: readonly string[]): string {
  if (only) return `${only.join(' and ')} ${only.length === 1 ? 'starts' : 'start'}`;
  if (except.length > 0) return `all services but ${except.join(' and ')} start, and the load begins`;
  return 'all services start, and the load begins';
}

const unknown = (name: string, known: readonly string[]): Failure =>
  new Failure('usage', {
    attempted: `start the service ${name}`,
    happened: `the system has ${known.join(', ')}`,
    remedy: 'Correct the name in the scenario.',
  });
