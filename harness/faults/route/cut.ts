import type { Fault, FaultEvidence } from '../../model/fault.ts';
import { proxyClosed, routesMet, routesOpen } from '../evidence.ts';
import { type On, recordRoutes, routesIn, scopeIn, scopeOf } from '../scope.ts';
import { othersUnharmed, proxiesClean } from './evidence.ts';

/** The way to Kafka is cut: connections are refused, and those that are open are dropped. Kafka itself is well. */
export const cut = (on: On = {}): Fault => ({
  name: 'route.cut',
  title: `the way to Kafka is cut (${scopeOf(on).of})`,
  parameters: scopeOf(on),
  inject: async ({ environment, recorder }) => {
    const routes = routesIn(environment, on);
    await Promise.all(routes.map((route) => route.close()));
    await recordRoutes(environment.routes, recorder);
    return async () => {
      await Promise.all(routes.map((route) => route.open()));
      await recordRoutes(environment.routes, recorder);
    };
  },
});

export const cutEvidence: FaultEvidence = {
  name: 'route.cut',
  evidence: (history, window) => {
    const of = scopeIn(history, window);
    return [
      ...proxyClosed(history, window, of),
      ...routesMet(history, window, ['refused'], of),
      ...othersUnharmed(history, window, of),
      ...proxiesClean(history, window, of),
      ...routesOpen(history, window, of),
    ];
  },
};
