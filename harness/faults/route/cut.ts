import { z } from 'zod';
import { faultType } from '../../model/fault.ts';
import { proxyClosed, routesMet, routesOpen } from '../evidence.ts';
import { recordRoutes, routesIn, scopeIn, whose } from '../scope.ts';
import { othersUnharmed, proxiesClean } from './evidence.ts';

/** The way to Kafka is cut: connections are refused, and those that are open are dropped. Kafka itself is well. */
export const cut = faultType({
  name: 'route.cut',
  options: z.strictObject({ of: whose }),
  brokers: 'one',
  title: ({ of }) => `the way to Kafka is cut (${of})`,
  inject: async ({ environment, recorder }, { of }) => {
    const routes = routesIn(environment, of);
    await Promise.all(routes.map((route) => route.close()));
    await recordRoutes(environment.routes, recorder);
    return async () => {
      await Promise.all(routes.map((route) => route.open()));
      await recordRoutes(environment.routes, recorder);
    };
  },
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
});
