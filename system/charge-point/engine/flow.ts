import type { Engine } from './engine.ts';
import { fullAfterMs } from './supply.ts';

export interface FlowOptions {
  readonly engine: Engine;
  /** A simulated vehicle plugs in by itself so long after its charge was authorised; undefined: somebody must do it. */
  readonly plugAfterMs: number | undefined;
  /** An authorised session that nobody plugs into ends after so long. */
  readonly plugWithinMs: number;
  readonly reportEveryMs: number;
  readonly onError: (error: unknown) => void;
}

/** The open session, with times of the monotonic clock in milliseconds: since it is open, until when it was metered. */
interface Watched {
  readonly id: string;
  readonly state: string;
  readonly since: number;
  metered: number;
  reported: number;
}

/** Time at the charge point. `nudge` before and after anything happens; else it wakes by itself when something is due. */
export function flow({ engine, plugAfterMs, plugWithinMs, reportEveryMs, onError }: FlowOptions) {
  let timer: NodeJS.Timeout | undefined;
  let session: Watched | undefined;
  let begun = false;
  let stopped = false;

  const act = (): number | undefined => {
    // A monotonic clock: energy must not jump when somebody sets the machine's time.
    const now = Math.floor(performance.now());
    // What the death of the engine before this one has interrupted is over; what was supplied until then is on disk.
    if (!begun) engine.unplug('The engine was restarted.');
    begun = true;
    const open = engine.session();
    if (!open) {
      session = undefined;
      return undefined;
    }
    const { id, state } = open;
    if (session?.id !== id) session = { id, state, since: now, metered: now, reported: now };
    // Nothing flowed while the charge point waited for its vehicle.
    if (session.state !== state) session = { ...session, state, metered: now, reported: now };
    if (state === 'accepted') {
      const due = Math.min(plugAfterMs ?? plugWithinMs, plugWithinMs);
      if (now - session.since < due) return due - (now - session.since);
      if (plugAfterMs === undefined || plugAfterMs > plugWithinMs) engine.expire();
      else engine.plug();
      return 0;
    }
    engine.supply(now - session.metered);
    // Not before: when that failed, the time is metered with the next.
    session.metered = now;
    const still = engine.session();
    if (!still) return undefined;
    if (now - session.reported >= reportEveryMs) {
      session.reported = now;
      engine.report();
    }
    return Math.min(session.reported + reportEveryMs - now, fullAfterMs(still));
  };
  const nudge = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    try {
      const due = act();
      if (due !== undefined) timer = setTimeout(nudge, Math.max(1, due));
    } catch (error) {
      onError(error);
      // What failed (a full outbox, a full disk) may be well again: the session must not be forgotten meanwhile.
      timer = setTimeout(nudge, reportEveryMs);
    }
  };
  const stop = (): void => {
    nudge();
    clearTimeout(timer);
    stopped = true;
  };
  return { nudge, stop };
}
