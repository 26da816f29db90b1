import { killBroker } from '../actions.ts';
import type { Fault, FaultEvidence } from '../core/fault.ts';
import { brokerDied, brokerGone, brokerStarted } from './broker-evidence.ts';
import { brokerToHurt, startedAgain } from './broker-grip.ts';
import { routesMet, routesOpen } from './evidence.ts';

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
