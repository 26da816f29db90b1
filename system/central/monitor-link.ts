import { fromCentral, toCentral } from '../contract/monitor-words.ts';
import { fieldOf } from '../link/frame.ts';
import type { Link, LinkEvents } from '../link/link.ts';
import { authenticated, registered } from './monitor-claims.ts';
import type { MonitorsOptions } from './monitors.ts';

/** By charge point: ends its link, and tells it why. */
export type Dismissals = Map<string, (reason: string) => void>;

/** A link on which nobody has authenticated and registered by then is ended, in milliseconds. */
const admittedWithinMs = 3000;

/** One link of a monitor, from its first word to its end: who it is, then what it is, then how it is. */
export function monitorLink(link: Link, dismissals: Dismissals, options: MonitorsOptions): LinkEvents {
  const { points, enrolments, log, onRefused } = options;
  const { address } = link;
  /** Who has authenticated here. */
  let who: string | null = null;

  const answer = (...fields: string[]) => link.send(...fields).catch(() => undefined);
  const nothing = () => undefined;
  const leave = () => {
    hear = nothing;
    clearTimeout(late);
    // A newer link may have taken its place.
    if (who !== null && dismissals.get(who) === dismiss) dismissals.delete(who);
  };
  const end = (reason: string) => {
    leave();
    // Whoever does not acknowledge it within the link's own bound is gone as well.
    void answer(fromCentral.refused, reason).then(link.close);
  };
  const dismiss = (reason: string) => {
    log.info({ chargePointId: who, address, reason }, 'the link of a monitor is ended');
    end(reason);
  };
  const refuse = (id: string | null, reason: string) => {
    log.warn({ chargePointId: id, address, reason }, 'a monitor is refused');
    onRefused({ chargePointId: id, address, reason });
    end(reason);
  };
  const late = setTimeout(() => {
    refuse(who, `It did not authenticate and register within ${admittedWithinMs} ms.`);
  }, admittedWithinMs);

  const authenticate = (fields: readonly string[]) => {
    const claim = authenticated(fields, enrolments);
    if ('refused' in claim) return refuse(claim.id, claim.refused);
    who = claim.id;
    dismissals.get(who)?.('A newer link of this charge point has taken its place.');
    dismissals.set(who, dismiss);
    hear = register(who);
    void answer(fromCentral.welcome);
  };
  const register = (id: string) => (fields: readonly string[]) => {
    const claim = registered(fields, id);
    if ('refused' in claim) return refuse(id, claim.refused);
    clearTimeout(late);
    points.register(claim);
    hear = listen(id);
    log.info({ chargePointId: id, address }, 'a charge point has registered');
    void answer(fromCentral.registered);
  };
  const listen =
    (id: string) =>
    ([word = '', reason = '']: readonly string[]) => {
      if (word === toCentral.alive) points.lifeSign(id);
      else if (word === toCentral.fault) points.fault(id, fieldOf(reason) || 'no reason given');
      else if (word === toCentral.repaired) points.repaired(id);
      else log.warn({ chargePointId: id, word: fieldOf(word, 50) }, 'a monitor says what nobody understands');
    };
  let hear: (fields: readonly string[]) => void = authenticate;
  return {
    onMessage: (fields) => hear(fields),
    onEnd: ({ message, cause }) => {
      leave();
      const where = { chargePointId: who, address };
      if (cause) log.error({ ...where, error: String(cause) }, 'a word of a monitor could not be dealt with');
      // Of others there may be any number, and of who was refused it was said already.
      else if (who !== null) log.info({ ...where, why: message }, 'the link to a monitor has ended');
    },
  };
}
