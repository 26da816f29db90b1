import type { Engine } from './engine.ts';
import type { Presence } from './presence.ts';
import { monitorIsSilent } from './readiness.ts';
import type { EngineSession } from './sessions.ts';
import { fullAfterMs } from './supply.ts';

export interface FlowOptions {
  readonly engine: Engine;
  readonly monitor: Presence;
  /** A simulated vehicle plugs in by itself so long after its charge was authorised; undefined: somebody must do it. */
  readonly plugAfterMs: number | undefined;
  /** An authorised session that nobody plugs into ends after so long. */
  readonly plugWithinMs: number;
  readonly reportEveryMs: number;
  readonly onError: (error: unknown) => void;
}

/** The open session, with times of the monotonic clock in milliseconds: since it is in this state, and its last report. */
interface Watched {
  readonly id: string;
  readonly state: string;
  readonly since: number;
  reported: number;
}

/** Time at the charge point. `nudge` after anything happens; else it wakes by itself when something is due. */
export function flow({ engine, monitor, plugAfterMs, plugWithinMs, reportEveryMs, onError }: FlowOptions) {
  let timer: NodeJS.Timeout | undefined;
  let soon: NodeJS.Immediate | undefined;
  let watched: Watched | undefined;
  let begun = false;
  let stopped = false;

  const watch = ({ id, state }: EngineSession, now: number): Watched => {
    if (watched?.id !== id || watched.state !== state) watched = { id, state, since: now, reported: now };
    return watched;
  };
  /** What is due while a vehicle is awaited; in how many milliseconds something will be. */
  const wait = ({ since }: Watched, now: number): number => {
    const due = Math.min(plugAfterMs ?? plugWithinMs, plugWithinMs);
    if (now - since < due) return due - (now - since);
    if (plugAfterMs === undefined || plugAfterMs > plugWithinMs) engine.expire();
    else engine.plug();
    return 0;
  };
  const supply = (session: EngineSession, current: Watched, now: number): number => {
    if (now - current.reported >= reportEveryMs) {
      current.reported = now;
      engine.report();
    }
    return Math.min(current.reported + reportEveryMs - now, fullAfterMs(session));
  };
  const act = (): number | undefined => {
    // What the death of the engine before this one has interrupted is over; what was supplied until then is on disk.
    if (!begun) engine.unplug('The engine was restarted.');
    begun = true;
    engine.meter();
    const silentInMs = monitor.silentInMs();
    if (silentInMs === 0) engine.cut(monitorIsSilent);
    const session = engine.session();
    if (!session) return undefined;
    const now = Math.floor(performance.now());
    const current = watch(session, now);
    return Math.min(silentInMs, session.state === 'accepted' ? wait(current, now) : supply(session, current, now));
  };
  const forget = (): void => {
    clearTimeout(timer);
    clearImmediate(soon);
  };
  const wakeIn = (milliseconds: number): void => {
    timer = setTimeout(() => {
      // What has arrived while this process was held up is heard first: a monitor that has spoken is not silent.
      soon = setImmediate(nudge);
    }, milliseconds);
  };
  const nudge = (): void => {
    forget();
    if (stopped) return;
    try {
      const due = act();
      if (due !== undefined) wakeIn(Math.max(1, Math.ceil(due)));
    } catch (error) {
      onError(error);
      // What failed (a full outbox, a full disk) may be well again: the session must not be forgotten meanwhile.
      wakeIn(reportEveryMs);
    }
  };
  const stop = (): void => {
    nudge();
    forget();
    stopped = true;
  };
  return { nudge, stop };
}
