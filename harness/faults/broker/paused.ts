import { z } from 'zod';
import { recordState, signalProcess } from '../../model/actions.ts';
import { faultType } from '../../model/fault.ts';
import { routesMet, routesOpen } from '../evidence.ts';
import { brokerToHurt } from './control.ts';
import { brokerThawed, brokerWasStopped } from './evidence.ts';

/**
 * Kafka's process stands still (SIGSTOP), as in a long collection of garbage or on a machine that swaps: the kernel
 * accepts connections for it, and nobody answers. Healing lets it go on (SIGCONT).
 */
export const paused = faultType({
  name: 'broker.paused',
  options: z.strictObject({}),
  brokers: 'one',
  title: () => 'Kafka is frozen (SIGSTOP)',
  inject: async ({ environment, recorder, by }) => {
    const { name } = environment.broker;
    const running = brokerToHurt(environment, 'broker.paused');
    await signalProcess(name, running, 'pause', { recorder, by });
    return async () => {
      // A stop takes effect in each thread when that is next scheduled: by now it must have.
      await recordState(name, running, recorder);
      await signalProcess(name, running, 'resume', { recorder, by });
    };
  },
  evidence: (history, window) => [
    brokerWasStopped(history, window),
    ...routesMet(history, window, ['silent']),
    brokerThawed(history, window),
    ...routesOpen(history, window),
  ],
});
