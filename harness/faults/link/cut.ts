import { z } from 'zod';
import { faultType } from '../../model/fault.ts';
import { proxyClosed, routesMet } from '../evidence.ts';
import { recordRoutes, whose } from '../scope.ts';
import { linkScopeIn, linksIn, linksOpen, otherLinksUnharmed, waysOf } from './scope.ts';

/** A link between two services is cut: connections are refused, and those that are open are dropped. */
export const cut = faultType({
  name: 'link.cut',
  options: z.strictObject({ of: whose }),
  title: ({ of }) => `the link is cut (${of})`,
  sparesKafka: true,
  inject: async ({ environment, recorder }, { of }) => {
    const links = linksIn(environment, of);
    await Promise.all(links.map((link) => link.close()));
    await recordRoutes(waysOf(environment), recorder);
    return async () => {
      await Promise.all(links.map((link) => link.open()));
      await recordRoutes(waysOf(environment), recorder);
    };
  },
  evidence: (history, window) => {
    const of = linkScopeIn(history, window);
    return [
      ...proxyClosed(history, window, of),
      ...routesMet(history, window, ['refused'], of),
      ...otherLinksUnharmed(history, window, of),
      ...linksOpen(history, window, of),
    ];
  },
});
