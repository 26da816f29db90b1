import type { ChargePoints, KnownChargePoint } from './charge-points.ts';
import type { Session, Sessions } from './sessions.ts';

/** A charge point as it is now. */
export interface Watched extends KnownChargePoint {
  /** Since when it is in this state, in milliseconds since the epoch. */
  readonly since: number;
  readonly session: Session | undefined;
}

export interface Watch {
  /** Looks at all of them, by id. */
  points(): Watched[];
  /** Looks again, and answers with those that have another state, or another reason for it, than at the last call. */
  changes(): Watched[];
}

/** Sees charge points change: silence makes no event, so somebody must look. */
export function watch(points: ChargePoints, sessions: Sessions, now: () => number = Date.now): Watch {
  const states = new Map<string, { readonly state: string; readonly since: number }>();
  const told = new Map<string, string>();

  const look = (): Watched[] => {
    const open = new Map<string, Session>();
    // Whoever supplies comes last, and stays: it is what the charge point does.
    const inOrder = sessions.open().sort((one, other) => rank(one) - rank(other));
    for (const session of inOrder) open.set(session.chargePointId, session);
    return points
      .all((id) => open.get(id)?.state === 'supplying')
      .map((point) => {
        const before = states.get(point.id);
        const since = before?.state === point.state ? before.since : now();
        states.set(point.id, { state: point.state, since });
        return { ...point, since, session: open.get(point.id) };
      });
  };
  return {
    points: look,
    changes: () =>
      look().filter((point) => {
        const words = JSON.stringify([point.state, detailOf(point), point.location, point.priceCentsPerKwh]);
        if (told.get(point.id) === words) return false;
        told.set(point.id, words);
        return true;
      }),
  };
}

const rank = ({ state }: Session): number => ['offered', 'authorised', 'supplying'].indexOf(state);

/** What there is to say beyond the state. */
export function detailOf({ state, fault, stopped }: KnownChargePoint): string | null {
  if (state === 'BROKEN') return fault ?? 'Nothing is known of its engine yet.';
  return state === 'OUT_OF_ORDER' ? stopped : null;
}
