import { stopBroker } from '../../model/control.ts';
import type { Fault, FaultEvidence } from '../../model/fault.ts';
import { routesOpen } from '../evidence.ts';
import { brokerDied, brokerReplaced, brokerStarted, routesMissed } from './evidence.ts';
import { brokerToHurt, startedAgain } from './grip.ts';

/**
 * Kafka is stopped (SIGTERM) and started again at once, as by an operator who changed a setting. Healing is the start,
 * so a story that wants nothing else has no steps in between.
 */
export const restarted = (): Fault => ({
  name: 'broker.restarted',
  title: 'Kafka is restarted (SIGTERM, and started at once)',
  parameters: {},
  inject: async (context, by) => {
    const { environment, recorder, signal } = context;
    brokerToHurt(environment, 'broker.restarted');
    await stopBroker(environment.broker, { recorder, by }, signal);
    return startedAgain(context, by);
  },
});

export const restartedEvidence: FaultEvidence = {
  name: 'broker.restarted',
  evidence: (history, window) => [
    brokerDied(history, window, 'stopped'),
    ...routesMissed(history, window),
    brokerStarted(history, window),
    brokerReplaced(history, window),
    ...routesOpen(history, window),
  ],
};
