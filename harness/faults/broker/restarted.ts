import { z } from 'zod';
import { stopBroker } from '../../model/actions.ts';
import { faultType } from '../../model/fault.ts';
import { routesOpen } from '../evidence.ts';
import { brokerToHurt, startedAgain } from './control.ts';
import { brokerDied, brokerReplaced, brokerStarted, routesMissed } from './evidence.ts';

/**
 * Kafka is stopped (SIGTERM) and started again at once, as by an operator who changed a setting. Healing is the start,
 * so a story that wants nothing else has no steps in between.
 */
export const restarted = faultType({
  name: 'broker.restarted',
  options: z.strictObject({}),
  brokers: 'one',
  title: () => 'Kafka is restarted (SIGTERM, and started at once)',
  inject: async (control) => {
    const { environment, recorder, signal, by } = control;
    brokerToHurt(environment, 'broker.restarted');
    await stopBroker(environment.broker, { recorder, by }, signal);
    return startedAgain(control);
  },
  evidence: (history, window) => [
    brokerDied(history, window, 'stopped'),
    ...routesMissed(history, window),
    brokerStarted(history, window),
    brokerReplaced(history, window),
    ...routesOpen(history, window),
  ],
});
