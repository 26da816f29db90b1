import { z } from 'zod';
import { faultType } from '../../model/fault.ts';
import { proxyBore, routesMet, routesOpen } from '../evidence.ts';
import { routesIn, scopeIn, whose } from '../scope.ts';
import { othersUnharmed, proxiesClean } from './evidence.ts';
import { disturb, toxic } from './toxics.ts';

const resets = toxic('reset_peer', 'downstream', { timeout: 0 });

/** Every connection to Kafka is reset (RST) as soon as it is made, as a firewall or a dying host does it. */
export const reset = faultType({
  name: 'route.reset',
  options: z.strictObject({ of: whose }),
  brokers: 'one',
  title: ({ of }) => `connections to Kafka are reset (${of})`,
  inject: (control, { of }) =>
    disturb(control, { routes: routesIn(control.environment, of), all: control.environment.routes, toxics: [resets] }),
  evidence: (history, window) => {
    const of = scopeIn(history, window);
    return [
      ...proxyBore(history, window, of, resets.name),
      ...routesMet(history, window, ['reset'], of),
      ...othersUnharmed(history, window, of),
      ...proxiesClean(history, window, of),
      ...routesOpen(history, window, of),
    ];
  },
});
