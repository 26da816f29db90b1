import { z } from 'zod';
import { killBroker } from '../../model/actions.ts';
import { faultType } from '../../model/fault.ts';
import { routesMet, routesOpen } from '../evidence.ts';
import { brokerToHurt, startedAgain } from './control.ts';
import { brokerDied, brokerGone, brokerStarted } from './evidence.ts';

/** Kafka dies at once (SIGKILL), with whatever it was doing. Healing starts it again, with its data. */
export const killed = faultType({
  name: 'broker.killed',
  options: z.strictObject({}),
  brokers: 'one',
  title: () => 'Kafka is killed (SIGKILL)',
  inject: async (control) => {
    const { environment, recorder, by } = control;
    brokerToHurt(environment, 'broker.killed');
    await killBroker(environment.broker, { recorder, by });
    return startedAgain(control);
  },
  evidence: (history, window) => [
    brokerDied(history, window),
    brokerGone(history, window),
    ...routesMet(history, window, ['closed', 'reset', 'refused']),
    brokerStarted(history, window),
    ...routesOpen(history, window),
  ],
});
