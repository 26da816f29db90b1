import { Failure } from '../../model/failure.ts';
import type { Fault, FaultEvidence } from '../../model/fault.ts';
import { proxyClosed, routesMet, routesOpen } from '../evidence.ts';
import { recordRoutes, scopeIn } from '../scope.ts';
import { brokerGone, brokerStarted } from './evidence.ts';
import { startedAgain } from './grip.ts';

export interface AbsentOptions {
  /** What a client meets: a closed port, or a proxy (a load balancer, a port forward) that accepts and then drops it. */
  readonly as: 'refused' | 'closed';
}

/** Kafka has not been started yet. Healing starts it. */
export const absent = ({ as }: AbsentOptions): Fault => ({
  name: 'broker.absent',
  title: as === 'refused' ? 'no Kafka: connections are refused' : 'no Kafka: connections are accepted, then closed',
  parameters: { as },
  inject: async (context, by) => {
    const { recorder, environment } = context;
    const { broker, routes } = environment;
    if (broker.running()) {
      throw new Failure('usage', {
        attempted: 'begin with no Kafka (broker.absent)',
        happened: 'Kafka is running already',
        remedy: 'Put this fault before any startBroker() in the scenario, or use broker.killed().',
      });
    }
    if (as === 'refused') await Promise.all(routes.map((route) => route.close()));
    await recordRoutes(routes, recorder);
    return async (signal) => {
      await startedAgain(context, by)(signal);
      await Promise.all(routes.map((route) => route.open()));
      await recordRoutes(routes, recorder);
    };
  },
});

export const absentEvidence: FaultEvidence = {
  name: 'broker.absent',
  evidence: (history, window) => {
    const refused = window.parameters.as === 'refused';
    return [
      brokerGone(history, window),
      ...(refused ? proxyClosed(history, window, scopeIn(history, window)) : []),
      ...routesMet(history, window, refused ? ['refused'] : ['closed', 'reset']),
      brokerStarted(history, window),
      ...routesOpen(history, window),
    ];
  },
};
