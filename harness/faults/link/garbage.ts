import { z } from 'zod';
import type { Observation } from '../../model/evidence.ts';
import { type FaultWindow, faultType } from '../../model/fault.ts';
import type { History } from '../../model/history.ts';
import { routesMet } from '../evidence.ts';
import { recordRoutes, whose } from '../scope.ts';
import { linkScopeIn, linksIn, linksOpen, otherLinksUnharmed, waysOf } from './scope.ts';

/** Somebody else answers on a link, and says random bytes. Healing leads it back to its far end. */
export const garbage = faultType({
  name: 'link.garbage',
  options: z.strictObject({ seed: z.int(), of: whose }),
  title: ({ of }) => `random bytes come from the link (${of})`,
  sparesKafka: true,
  inject: async ({ environment, recorder, garbageServer }, { seed, of }) => {
    const links = linksIn(environment, of).map((link) => ({ link, farEnd: link.upstream }));
    const servers = await Promise.all(
      links.map(async ({ link }, index) => ({ link, server: await garbageServer(seed + index) })),
    );
    for (const { link, server } of servers) await link.move(server.address);
    await recordRoutes(waysOf(environment), recorder);
    let healed = false;
    return async () => {
      await Promise.all(links.map(({ link, farEnd }) => link.move(farEnd)));
      await Promise.all(servers.map(({ server }) => server.close()));
      await recordRoutes(waysOf(environment), recorder);
      if (healed) return;
      healed = true;
      for (const { link, server } of servers) {
        recorder.record({ kind: 'garbage-served', route: link.service, ...server.counted() });
      }
    };
  },
  evidence: (history, window) => {
    const of = linkScopeIn(history, window);
    return [
      ...of.map((link) => babbled(history, window, link)),
      ...routesMet(history, window, ['garbled'], of),
      ...otherLinksUnharmed(history, window, of),
      ...linksOpen(history, window, of),
    ];
  },
});

/** Who said the random bytes counted what was said to it: by more than the prober, who always says the same. */
function babbled(history: History, window: FaultWindow, link: string): Observation {
  const counted = history
    .of('garbage-served')
    .find(({ route, at }) => route === link && at >= window.healFrom && at <= window.to);
  return {
    sentence: counted
      ? `on ${link} ${counted.bytesSaid} random bytes were said on ${counted.connections} connections, with ${counted.openings} different first words`
      : `nobody counted the random bytes on ${link}`,
    holds: counted !== undefined && counted.bytesSaid > 0 && counted.openings >= 2,
    lines: counted ? [counted.line] : [],
  };
}
