import { stopBroker } from '../../model/control.ts';
import type { Fault, FaultEvidence } from '../../model/fault.ts';
import { routesMet, routesOpen } from '../evidence.ts';
import { brokerDied, brokerGone, brokerStarted } from './evidence.ts';
import { brokerToHurt, startedAgain } from './grip.ts';

/** Kafka is shut down in good order (SIGTERM), as for maintenance. Healing starts it again. */
export const stopped = (): Fault => ({
  name: 'broker.stopped',
  title: 'Kafka is shut down (SIGTERM)',
  parameters: {},
  inject: async (context, by) => {
    const { environment, recorder, signal } = context;
    brokerToHurt(environment, 'broker.stopped');
    await stopBroker(environment.broker, { recorder, by }, signal);
    return startedAgain(context, by);
  },
});

export const stoppedEvidence: FaultEvidence = {
  name: 'broker.stopped',
  evidence: (history, window) => [
    brokerDied(history, window, 'stopped'),
    brokerGone(history, window),
    ...routesMet(history, window, ['closed', 'reset', 'refused']),
    brokerStarted(history, window),
    ...routesOpen(history, window),
  ],
};
