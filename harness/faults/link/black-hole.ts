import { z } from 'zod';
import { faultType } from '../../model/fault.ts';
import { proxyBore, routesMet } from '../evidence.ts';
import { disturb, toxic } from '../route/toxics.ts';
import { whose } from '../scope.ts';
import { linkScopeIn, linksIn, linksOpen, otherLinksUnharmed, waysOf } from './scope.ts';

const holes = (['upstream', 'downstream'] as const).map((stream) => toxic('timeout', stream, { timeout: 0 }));

/** What is said on a link is lost both ways, without a word; connections stay open and new ones are accepted. */
export const blackHole = faultType({
  name: 'link.blackHole',
  options: z.strictObject({ of: whose }),
  title: ({ of }) => `nothing gets through the link (${of})`,
  sparesKafka: true,
  inject: (control, { of }) =>
    disturb(control, { routes: linksIn(control.environment, of), all: waysOf(control.environment), toxics: holes }),
  evidence: (history, window) => {
    const of = linkScopeIn(history, window);
    return [
      ...holes.flatMap(({ name }) => proxyBore(history, window, of, name)),
      ...routesMet(history, window, ['silent'], of),
      ...otherLinksUnharmed(history, window, of),
      ...linksOpen(history, window, of),
    ];
  },
});
