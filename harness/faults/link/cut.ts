import type { Fault, FaultEvidence } from '../../model/fault.ts';
import { proxyClosed, routesMet } from '../evidence.ts';
import { type On, recordRoutes, scopeOf } from '../scope.ts';
import { linkScopeIn, linksIn, linksOpen, otherLinksUnharmed, waysOf } from './scope.ts';

/** A link between two services is cut: connections are refused, and those that are open are dropped. */
export const cut = (on: On = {}): Fault => ({
  name: 'link.cut',
  title: `the link is cut (${scopeOf(on).of})`,
  sparesKafka: true,
  parameters: scopeOf(on),
  inject: async ({ environment, recorder }) => {
    const links = linksIn(environment, on);
    await Promise.all(links.map((link) => link.close()));
    await recordRoutes(waysOf(environment), recorder);
    return async () => {
      await Promise.all(links.map((link) => link.open()));
      await recordRoutes(waysOf(environment), recorder);
    };
  },
});

export const linkCutEvidence: FaultEvidence = {
  name: 'link.cut',
  evidence: (history, window) => {
    const of = linkScopeIn(history, window);
    return [
      ...proxyClosed(history, window, of),
      ...routesMet(history, window, ['refused'], of),
      ...otherLinksUnharmed(history, window, of),
      ...linksOpen(history, window, of),
    ];
  },
};
