import { startBroker } from '../actions.ts';
import { Failure } from '../core/failure.ts';
import type { Fault, FaultEvidence } from '../core/fault.ts';
import { brokerGone, brokerStarted, routesMet, routesOpen } from './evidence.ts';
import { recordRoutes } from './scope.ts';

export interface AbsentOptions {
  /** What a client meets: a closed port, or a proxy (a load balancer, a port forward) that accepts and then drops it. */
  readonly as: 'refused' | 'closed';
}

/** Kafka has not been started yet. Healing starts it. */
export const absent = ({ as }: AbsentOptions): Fault => ({
  name: 'broker.absent',
  title: as === 'refused' ? 'no Kafka: connections are refused' : 'no Kafka: connections are accepted, then closed',
  parameters: { as },
  inject: async ({ environment, recorder }, by) => {
    if (environment.broker.running()) {
      throw new Failure('usage', {
        attempted: 'begin with no Kafka (broker.absent)',
        happened: 'Kafka is running already',
        remedy: 'Put this fault before any startBroker() in the scenario, or use broker.killed().',
      });
    }
    if (as === 'refused') await Promise.all(environment.routes.map((route) => route.close()));
    await recordRoutes(environment.routes, recorder);
    return async (signal) => {
      if (!signal.aborted && !environment.broker.running()) await startBroker(environment, { recorder, by }, signal);
      await Promise.all(environment.routes.map((route) => route.open()));
      await recordRoutes(environment.routes, recorder);
    };
  },
});

export const absentEvidence: FaultEvidence = {
  name: 'broker.absent',
  evidence: (history, window) => [
    brokerGone(history, window),
    ...routesMet(history, window, window.parameters.as === 'refused' ? ['refused'] : ['closed', 'reset']),
    brokerStarted(history, window),
    ...routesOpen(history, window),
  ],
};
