import { z } from 'zod';
import { startService } from '../../model/actions.ts';
import { Failure } from '../../model/failure.ts';
import { faultType } from '../../model/fault.ts';
import { healthMet, serviceAbsent, serviceAnswers, serviceStarted } from './evidence.ts';
import { serviceNamed } from './named.ts';

const name = 'service.delayedStart';

/** A service has not been started yet, while others are: `startServices({ except: [...] })`. Healing starts it. */
export const delayedStart = faultType({
  name,
  options: z.strictObject({ service: z.string() }),
  title: ({ service }) => `${service} has not been started yet`,
  sparesKafka: true,
  inject: async ({ environment, recorder, by }, { service }) => {
    const latecomer = serviceNamed(environment, service);
    if (latecomer.running()) {
      throw new Failure('usage', {
        attempted: `begin without the service ${service} (${name})`,
        happened: 'it is running already',
        remedy: 'Put this fault before any startServices() in the scenario, or use service.killed().',
      });
    }
    return async (signal) => {
      if (!signal.aborted && !latecomer.running()) await startService(latecomer, { recorder, by });
    };
  },
  evidence: (history, window) => [
    serviceAbsent(history, window),
    healthMet(history, window, 'refused'),
    serviceStarted(history, window),
    serviceAnswers(history, window),
  ],
});
