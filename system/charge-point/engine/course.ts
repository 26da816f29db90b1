import type { DatabaseSync } from 'node:sqlite';
import { transact } from '../../service/database.ts';
import type { EngineSession, EngineSessions } from './sessions.ts';
import { isFull, supplyAfter } from './supply.ts';
import type { Words } from './words.ts';

export interface CourseOptions {
  readonly database: DatabaseSync;
  readonly sessions: EngineSessions;
  readonly say: Words;
  readonly powerW: number;
  /** Whether a report may be sent: when too much waits already, it is the reports that are left out. */
  readonly hasRoom: () => boolean;
  /** Monotonic, in milliseconds: energy must not jump when somebody sets the machine's time. */
  readonly now?: () => number;
}

/** The way of the open session; each step is one transaction, and each is safe to happen at any time. */
export interface Course {
  /** The vehicle is there: supply begins. False when nothing was authorised. */
  plug(): boolean;
  /** False when nothing was supplied. */
  unplug(reason: string): boolean;
  /** Nobody came to plug in. */
  expire(): void;
  /** Whatever is open ends. */
  cut(reason: string): void;
  /** The energy that has flowed until now is written down, and the end may be reached. */
  meter(): void;
  report(): void;
}

export function course({
  database,
  sessions,
  say,
  powerW,
  hasRoom,
  now = () => performance.now(),
}: CourseOptions): Course {
  /**
   * Since when a session is supplied. Its energy is always counted from there, so that a transaction that is undone
   * takes none away; after a restart it is not known, and nothing flows.
   */
  let running: { readonly session: string; readonly since: number } | undefined;

  /** False when no session is in this state. */
  const whenOpen = (state: 'accepted' | 'supplying', work: (session: EngineSession) => void): boolean =>
    transact(database, () => {
      const session = sessions.open();
      if (session?.state !== state) return false;
      work(session);
      return true;
    });
  const end = (session: EngineSession, state: 'ended' | 'expired', reason: string) => {
    sessions.end(session.id, state, reason);
    say.state({ ...session, state, reason });
  };
  const plug = () =>
    whenOpen('accepted', (session) => {
      sessions.begin(session.id, powerW);
      say.started({ ...session, powerW });
      running = { session: session.id, since: now() };
    });
  const meter = () =>
    whenOpen('supplying', (session) => {
      if (running?.session !== session.id) return;
      const supply = supplyAfter(session, now() - running.since);
      sessions.meter(session.id, supply.suppliedWattMs);
      if (isFull(supply)) end({ ...session, ...supply }, 'ended', 'The target is reached.');
    });
  const unplug = (reason: string) =>
    transact(database, () => {
      meter();
      return whenOpen('supplying', (session) => end(session, 'ended', reason));
    });
  const expire = (reason: string) => whenOpen('accepted', (session) => end(session, 'expired', reason));
  return {
    plug,
    unplug,
    expire: () => expire('Nobody plugged in.'),
    cut: (reason) =>
      transact(database, () => {
        if (!unplug(reason)) expire(reason);
      }),
    meter,
    report: () =>
      whenOpen('supplying', (session) => {
        if (hasRoom()) say.reported(session);
      }),
  };
}
