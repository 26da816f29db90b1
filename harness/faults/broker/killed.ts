import { killBroker } from '../../model/control.ts';
import type { Fault, FaultEvidence } from '../../model/fault.ts';
import { routesMet, routesOpen } from '../evidence.ts';
import { brokerDied, brokerGone, brokerStarted } from './evidence.ts';
import { brokerToHurt, startedAgain } from './grip.ts';

/** Kafka dies at once (SIGKILL), with whatever it was doing. Healing starts it again, with its data. */
export const killed = (): Fault => ({
  name: 'broker.killed',
  title: 'Kafka is killed (SIGKILL)',
  parameters: {},
  inject: async (context, by) => {
    const { environment, recorder } = context;
    brokerToHurt(environment, 'broker.killed');
    await killBroker(environment.broker, { recorder, by });
    return startedAgain(context, by);
  },
});

export const killedEvidence: FaultEvidence = {
  name: 'broker.killed',
  evidence: (history, window) => [
    brokerDied(history, window),
    brokerGone(history, window),
    ...routesMet(history, window, ['closed', 'reset', 'refused']),
    brokerStarted(history, window),
    ...routesOpen(history, window),
  ],
};
