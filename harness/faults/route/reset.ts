import type { Fault, FaultEvidence } from '../../model/fault.ts';
import { proxyBore, routesMet, routesOpen } from '../evidence.ts';
import { type On, routesIn, scopeIn, scopeOf } from '../scope.ts';
import { othersUnharmed, proxiesClean } from './evidence.ts';
import { disturb, toxic } from './toxics.ts';

const resets = toxic('reset_peer', 'downstream', { timeout: 0 });

/** Every connection to Kafka is reset (RST) as soon as it is made, as a firewall or a dying host does it. */
export const reset = (on: On = {}): Fault => ({
  name: 'route.reset',
  title: `connections to Kafka are reset (${scopeOf(on).of})`,
  parameters: scopeOf(on),
  inject: ({ environment, recorder }) =>
    disturb({ routes: routesIn(environment, on), all: environment.routes, recorder, toxics: [resets] }),
});

export const resetEvidence: FaultEvidence = {
  name: 'route.reset',
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
};
