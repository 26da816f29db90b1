import { killBroker, startBroker } from '../actions.ts';
import { Failure } from '../core/failure.ts';
import type { Fault, FaultEvidence } from '../core/fault.ts';
import { brokerDied, brokerGone, brokerStarted, routesMet, routesOpen } from './evidence.ts';

/** Kafka dies at once (SIGKILL), with whatever it was doing. Healing starts it again, with its data. */
export const killed = (): Fault => ({
  name: 'broker.killed',
  title: 'Kafka is killed (SIGKILL)',
  parameters: {},
  inject: async ({ environment, recorder }, by) => {
    if (!environment.broker.running()) {
      throw new Failure('usage', {
        attempted: 'kill Kafka (broker.killed)',
        happened: 'it is not running',
        remedy: 'Put startBroker() before this fault in the scenario.',
      });
    }
    await killBroker(environment, { recorder, by });
    return async (signal) => {
      if (!signal.aborted && !environment.broker.running()) await startBroker(environment, { recorder, by }, signal);
    };
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
