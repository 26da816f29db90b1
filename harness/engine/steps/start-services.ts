import { z } from 'zod';
import { startService } from '../../model/actions.ts';
import { type Duration, milliseconds, seconds } from '../../model/clock.ts';
import type { Service } from '../../model/environment.ts';
import { Failure } from '../../model/failure.ts';
import { type Step, StepFailed, type StepType, stepKinds } from '../../model/step.ts';
import { waitFor } from '../../model/wait.ts';
import { latestHealth } from '../conditions.ts';

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
 * begins to make requests. Those that run already are left alone, so that a story can start them one after the other.
 */
export const startServices = ({ within = usuallyWithin, ...which }: StartServicesOptions = {}): Step => ({
  do: stepKinds.startServices,
  with: { withinMs: within, ...which },
});

interface Known extends Omit<StartServicesOptions, 'within'> {
  readonly withinMs: Duration;
  readonly [more: string]: unknown;
}

export const startServicesType: StepType<Known> = {
  name: stepKinds.startServices,
  options: z.strictObject({
    withinMs: milliseconds.default(usuallyWithin),
    only: z.array(z.string()).optional(),
    except: z.array(z.string()).optional(),
    ready: z.boolean().optional(),
  }) as z.ZodType<Known>,
  title: titleOf,
  run: async ({ environment, recorder, load, signal }, { withinMs, only, except = [], ready = false }) => {
    const known = environment.services.map(({ description }) => description.name);
    for (const name of [...(only ?? []), ...except]) if (!known.includes(name)) throw unknown(name, known);
    const meant = environment.services.filter(
      ({ description: { name } }) => (only ?? known).includes(name) && !except.includes(name),
    );
    const due = meant.filter((service) => !service.running());
    await Promise.all(due.map((service) => startService(service, { recorder, by: stepKinds.startServices })));
    const missing = (): Service[] => {
      const health = latestHealth(recorder.history());
      return meant.filter(({ description: { name } }) => {
        const word = health.get(name);
        return word?.answer !== 'says' || (ready && word.ready !== true);
      });
    };
    const up = await waitFor({ recorder, until: () => missing().length === 0, within: withinMs, signal });
    load.start();
    if (up) return;
    const names = missing().map(({ description }) => description.name);
    const what = ready ? 'say on /health that they were ready' : 'answer on /health';
    throw new StepFailed(`${names.join(', ')} did not ${what} within ${withinMs / 1000} s`);
  },
};

function titleOf({ only, except = [], ready = false }: Known): string {
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
