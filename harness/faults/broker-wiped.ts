import { killBroker } from '../actions.ts';
import type { Fault, FaultEvidence } from '../core/fault.ts';
import { brokerDied, brokerGone, brokerStarted, otherCluster } from './broker-evidence.ts';
import { brokerToHurt, startedAgain } from './broker-grip.ts';
import { routesMet, routesOpen } from './evidence.ts';

/**
 * Kafka is killed and loses its storage, as with a container without a volume. Healing starts it, empty and of a new
 * cluster, and its topics are made again.
 */
export const wiped = (): Fault => ({
  name: 'broker.wiped',
  title: 'Kafka is killed and loses all its data',
  parameters: {},
  inject: async (context, by) => {
    const { environment, recorder, signal } = context;
    brokerToHurt(environment, 'broker.wiped');
    await killBroker(environment.broker, { recorder, by });
    await environment.broker.wipe(signal);
    return async (ending) => {
      await startedAgain(context, by)(ending);
      if (!ending.aborted) await environment.makeTopics(recorder.history().run.topics, ending);
    };
  },
});

export const wipedEvidence: FaultEvidence = {
  name: 'broker.wiped',
  evidence: (history, window) => [
    brokerDied(history, window),
    brokerGone(history, window),
    ...routesMet(history, window, ['closed', 'reset', 'refused']),
    brokerStarted(history, window),
    otherCluster(history, window),
    ...routesOpen(history, window),
  ],
};
