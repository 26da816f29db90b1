import type { Fault, FaultEvidence } from '../../model/fault.ts';
import { proxyBore, routesMet } from '../evidence.ts';
import { disturb, toxic } from '../route/toxics.ts';
import { type On, scopeOf } from '../scope.ts';
import { linkScopeIn, linksIn, linksOpen, otherLinksUnharmed, waysOf } from './scope.ts';

const holes = (['upstream', 'downstream'] as const).map((stream) => toxic('timeout', stream, { timeout: 0 }));

/** What is said on a link is lost both ways, without a word; connections stay open and new ones are accepted. */
export const blackHole = (on: On = {}): Fault => ({
  name: 'link.blackHole',
  title: `nothing gets through the link (${scopeOf(on).of})`,
  sparesKafka: true,
  parameters: scopeOf(on),
  inject: ({ environment, recorder }) =>
    disturb({ routes: linksIn(environment, on), all: waysOf(environment), recorder, toxics: holes }),
});

export const linkBlackHoleEvidence: FaultEvidence = {
  name: 'link.blackHole',
  evidence: (history, window) => {
    const of = linkScopeIn(history, window);
    return [
      ...holes.flatMap(({ name }) => proxyBore(history, window, of, name)),
      ...routesMet(history, window, ['silent'], of),
      ...otherLinksUnharmed(history, window, of),
      ...linksOpen(history, window, of),
    ];
  },
};
