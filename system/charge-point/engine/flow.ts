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

/** Time at the charge point. `nudge` after anything has happened; then it wakes by itself when something is due. */
export function flow({ engine, plugAfterMs, plugWithinMs, reportEveryMs, onError }: FlowOptions) {
  let timer: NodeJS.Timeout | undefined;
  let session: { readonly id: string; readonly since: number; metered: number; reported: number } | undefined;

  const act = (): number | undefined => {
    // A monotonic clock: energy must not jump when somebody sets the machine's time.
    const now = Math.floor(performance.now());
    const open = engine.session();
    if (!open) {
      session = undefined;
      return undefined;
    }
    if (session?.id !== open.id) session = { id: open.id, since: now, metered: now, reported: now };
    if (open.state === 'accepted') {
      session.metered = now;
      session.reported = now;
      const due = Math.min(plugAfterMs ?? plugWithinMs, plugWithinMs);
      if (now - session.since < due) return due - (now - session.since);
      if (plugAfterMs === undefined || plugAfterMs > plugWithinMs) engine.expire();
      else engine.plug();
      return 0;
    }
    const elapsed = now - session.metered;
    session.metered = now;
    engine.supply(elapsed);
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
    try {
      const due = act();
      if (due !== undefined) timer = setTimeout(nudge, Math.max(1, due));
    } catch (error) {
      onError(error);
      // What failed (a full outbox, a full disk) may be well again: the session must not be forgotten meanwhile.
      timer = setTimeout(nudge, reportEveryMs);
    }
  };
  return { nudge, stop: () => clearTimeout(timer) };
}
