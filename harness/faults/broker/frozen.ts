import { recordState, signalProcess } from '../../model/control.ts';
import type { Fault, FaultEvidence } from '../../model/fault.ts';
import { routesMet, routesOpen } from '../evidence.ts';
import { brokerThawed, brokerWasStopped } from './evidence.ts';
import { brokerToHurt } from './grip.ts';

/**
 * Kafka's process stands still (SIGSTOP), as in a long collection of garbage or on a machine that swaps: the kernel
 * accepts connections for it, and nobody answers. Healing lets it go on (SIGCONT).
 */
export const frozen = (): Fault => ({
  name: 'broker.frozen',
  title: 'Kafka is frozen (SIGSTOP)',
  parameters: {},
  inject: async ({ environment, recorder }, by) => {
    const { name } = environment.broker;
    const running = brokerToHurt(environment, 'broker.frozen');
    await signalProcess(name, running, 'pause', { recorder, by });
    return async () => {
      // A stop takes effect in each thread when that is next scheduled: by now it must have.
      await recordState(name, running, recorder);
      await signalProcess(name, running, 'resume', { recorder, by });
    };
  },
});

export const frozenEvidence: FaultEvidence = {
  name: 'broker.frozen',
  evidence: (history, window) => [
    brokerWasStopped(history, window),
    ...routesMet(history, window, ['silent']),
    brokerThawed(history, window),
    ...routesOpen(history, window),
  ],
};
