import { z } from 'zod';
import { killService, startService } from '../../model/actions.ts';
import { faultType } from '../../model/fault.ts';
import { healthMet, serviceAnswers, serviceDied, serviceStarted } from './evidence.ts';
import { runningNamed, serviceNamed } from './named.ts';

const name = 'service.killed';

/** A service dies at once (SIGKILL), with whatever it was doing. Healing starts it again, with what it has on disk. */
export const killed = faultType({
  name,
  options: z.strictObject({ service: z.string() }),
  title: ({ service }) => `${service} is killed (SIGKILL)`,
  sparesKafka: true,
  inject: async ({ environment, recorder, by }, { service }) => {
    runningNamed(environment, service, name);
    const victim = serviceNamed(environment, service);
    await killService(victim, { recorder, by });
    return async (signal) => {
      if (!signal.aborted && !victim.running()) await startService(victim, { recorder, by });
    };
  },
  evidence: (history, window) => [
    serviceDied(history, window),
    healthMet(history, window, 'refused'),
    serviceStarted(history, window),
    serviceAnswers(history, window),
  ],
});
