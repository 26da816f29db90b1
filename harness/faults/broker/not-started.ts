import { z } from 'zod';
import { Failure } from '../../model/failure.ts';
import { faultType } from '../../model/fault.ts';
import { proxyClosed, routesMet, routesOpen } from '../evidence.ts';
import { recordRoutes, scopeIn } from '../scope.ts';
import { startedAgain } from './control.ts';
import { brokerGone, brokerStarted } from './evidence.ts';

/** Kafka has not been started yet. Healing starts it. */
export const notStarted = faultType({
  name: 'broker.notStarted',
  options: z.strictObject({ as: z.enum(['refused', 'closed']) }),
  brokers: 'one',
  title: ({ as }) =>
    as === 'refused' ? 'no Kafka: connections are refused' : 'no Kafka: connections are accepted, then closed',
  inject: async (control, { as }) => {
    const { recorder, environment } = control;
    const { broker, routes } = environment;
    if (broker.running()) {
      throw new Failure('usage', {
        attempted: 'begin with no Kafka (broker.notStarted)',
        happened: 'Kafka is running already',
        remedy: 'Put this fault before any startBroker() in the scenario, or use broker.killed().',
      });
    }
    if (as === 'refused') await Promise.all(routes.map((route) => route.close()));
    await recordRoutes(routes, recorder);
    return async (signal) => {
      await startedAgain(control)(signal);
      await Promise.all(routes.map((route) => route.open()));
      await recordRoutes(routes, recorder);
    };
  },
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
});
