import type { Observation } from '../../model/evidence.ts';
import type { Fault, FaultEvidence, FaultWindow } from '../../model/fault.ts';
import type { History } from '../../model/history.ts';
import { routesMet } from '../evidence.ts';
import { type On, recordRoutes, scopeOf } from '../scope.ts';
import { babble } from './babbler.ts';
import { linkScopeIn, linksIn, linksOpen, otherLinksUnharmed, waysOf } from './scope.ts';

export interface GarbageOptions extends On {
  /** The same seed says the same bytes. */
  readonly seed: number;
}

/** Somebody else answers on a link, and says random bytes. Healing leads it back to its far end. */
export const garbage = ({ seed, ...on }: GarbageOptions): Fault => ({
  name: 'link.garbage',
  title: `random bytes come from the link (${scopeOf(on).of})`,
  sparesKafka: true,
  parameters: { seed, ...scopeOf(on) },
  inject: async ({ environment, recorder }) => {
    const links = linksIn(environment, on).map((link) => ({ link, farEnd: link.upstream }));
    const babblers = await Promise.all(
      links.map(async ({ link }, index) => ({ link, babbler: await babble(seed + index, environment.ownHost) })),
    );
    for (const { link, babbler } of babblers) await link.move(babbler.address);
    await recordRoutes(waysOf(environment), recorder);
    let healed = false;
    return async () => {
      await Promise.all(links.map(({ link, farEnd }) => link.move(farEnd)));
      await Promise.all(babblers.map(({ babbler }) => babbler.close()));
      await recordRoutes(waysOf(environment), recorder);
      if (healed) return;
      healed = true;
      for (const { link, babbler } of babblers) {
        recorder.record({ kind: 'babbled', route: link.service, ...babbler.counted() });
      }
    };
  },
});

export const linkGarbageEvidence: FaultEvidence = {
  name: 'link.garbage',
  evidence: (history, window) => {
    const of = linkScopeIn(history, window);
    return [
      ...of.map((link) => babbled(history, window, link)),
      ...routesMet(history, window, ['garbled'], of),
      ...otherLinksUnharmed(history, window, of),
      ...linksOpen(history, window, of),
    ];
  },
};

/** Who said the random bytes counted what was said to it: by more than the prober, who always says the same. */
function babbled(history: History, window: FaultWindow, link: string): Observation {
  const counted = history
    .of('babbled')
    .find(({ route, at }) => route === link && at >= window.healFrom && at <= window.to);
  return {
    sentence: counted
      ? `on ${link} ${counted.bytesSaid} random bytes were said on ${counted.connections} connections, with ${counted.openings} different first words`
      : `nobody counted the random bytes on ${link}`,
    holds: counted !== undefined && counted.bytesSaid > 0 && counted.openings >= 2,
    lines: counted ? [counted.line] : [],
  };
}
