import { z } from 'zod';
import { stopBroker } from '../../model/actions.ts';
import { faultType } from '../../model/fault.ts';
import { routesMet, routesOpen } from '../evidence.ts';
import { brokerToHurt, startedAgain } from './control.ts';
import { brokerDied, brokerGone, brokerStarted } from './evidence.ts';

/** Kafka is shut down in good order (SIGTERM), as for maintenance. Healing starts it again. */
export const stopped = faultType({
  name: 'broker.stopped',
  options: z.strictObject({}),
  brokers: 'one',
  title: () => 'Kafka is shut down (SIGTERM)',
  inject: async (control) => {
    const { environment, recorder, signal, by } = control;
    brokerToHurt(environment, 'broker.stopped');
    await stopBroker(environment.broker, { recorder, by }, signal);
    return startedAgain(control);
  },
  evidence: (history, window) => [
    brokerDied(history, window, 'stopped'),
    brokerGone(history, window),
    ...routesMet(history, window, ['closed', 'reset', 'refused']),
    brokerStarted(history, window),
    ...routesOpen(history, window),
  ],
});
