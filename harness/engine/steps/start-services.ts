import { type Duration, seconds } from '../../model/clock.ts';
import { startService } from '../../model/control.ts';
import type { Service } from '../../model/environment.ts';
import { Failure } from '../../model/failure.ts';
import { known, type Step, StepFailed } from '../../model/step.ts';
import { wait } from '../../model/wait.ts';
import { latestHealth } from './conditions.ts';

export interface StartServicesOptions {
  readonly within?: Duration;
  /** These alone. Default: all. */
  readonly only?: readonly string[];
  /** All but these. */
  readonly except?: readonly string[];
  /**
   * Wait until each says that it is ready, as whoever sends requests to a service would. For a story in which Kafka is
   * there: a service without it never is. Default: an answer is enough.
   */
  readonly ready?: boolean;
}

const usuallyWithin = seconds(15);

/**
 * Starts services, all at once, waits until each one answers on `/health` (or says there that it is ready), and then
 * begins to ask for charges. Those that run already are left alone, so that a story can start them one after the other.
 */
export const startServices = (options: StartServicesOptions = {}): Step =>
  known({
    name: 'startServices',
    title: titleOf(options),
    parameters: { withinMs: options.within ?? usuallyWithin },
    run: async ({ environment, recorder, load, signal }) => {
      const { within = usuallyWithin, only, except = [], ready = false } = options;
      const known = environment.services.map(({ description }) => description.name);
      for (const name of [...(only ?? []), ...except]) if (!known.includes(name)) throw unknown(name, known);
      const meant = environment.services.filter(
        ({ description: { name } }) => (only ?? known).includes(name) && !except.includes(name),
      );
      const due = meant.filter((service) => !service.running());
      await Promise.all(due.map((service) => startService(service, { recorder, by: 'startServices' })));
      const missing = (): Service[] => {
        const health = latestHealth(recorder.history());
        return meant.filter(({ description: { name } }) => {
          const word = health.get(name);
          return word?.answer !== 'says' || (ready && word.ready !== true);
        });
      };
      const up = await wait({ recorder, until: () => missing().length === 0, within, signal });
      load.start();
      if (up) return;
      const names = missing().map(({ description }) => description.name);
      const what = ready ? 'say on /health that they were ready' : 'answer on /health';
      throw new StepFailed(`${names.join(', ')} did not ${what} within ${within / 1000} s`);
    },
  });

function titleOf({ only, except = [], ready = false }: StartServicesOptions): string {
  const then = ready ? 'and the load begins when they are ready' : 'and the load begins';
  if (only) return `${only.join(' and ')} ${only.length === 1 ? 'starts' : 'start'}`;
  if (except.length > 0) return `all services but ${except.join(' and ')} start, ${then}`;
  return `all services start, ${then}`;
}

const unknown = (name: string, known: readonly string[]): Failure =>
  new Failure('usage', {
    attempted: `start the service ${name}`,
    happened: `the system has ${known.join(', ')}`,
    remedy: 'Correct the name in the scenario.',
  });
