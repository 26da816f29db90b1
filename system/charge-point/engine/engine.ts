import type { DatabaseSync } from 'node:sqlite';
import { type Event, type EventOf, type EventType, makeEvent, type Payload } from '../../contract/events.ts';
import { amountCents } from '../../contract/money.ts';
import { transact } from '../../service/database.ts';
import type { EngineSession, EngineSessions } from './sessions.ts';
import { beginSupply, isFull, suppliedWh, supplyFor } from './supply.ts';

export interface EngineOptions {
  readonly chargePointId: string;
  readonly database: DatabaseSync;
  readonly sessions: EngineSessions;
  readonly powerW: number;
  readonly publish: (event: Event) => void;
  /** Whether a report may be sent: when too much waits already, it is the reports that are left out. */
  readonly hasRoom: () => boolean;
}

/** All that can happen at a charge point; each is one transaction, and each is safe to happen at any time. */
export interface Engine {
  /** Takes what central says. */
  handle(event: Event): void;
  /** The session that is open, if one is. */
  session(): EngineSession | undefined;
  /** The vehicle is there: supply begins. False when nothing was authorised. */
  plug(): boolean;
  /** False when nothing was supplied. */
  unplug(reason: string): boolean;
  /** Nobody came to plug in. */
  expire(): void;
  /** So much time has gone by: energy flows, and the end may be reached. */
  supply(elapsedMs: number): void;
  report(): void;
}

export const sourceOf = (chargePointId: string): string => `engine:${chargePointId}`;

export function engine(options: EngineOptions): Engine {
  const { chargePointId, database, sessions, powerW, publish, hasRoom } = options;
  const source = sourceOf(chargePointId);
  /** The event that each session's next word answers; after a restart there is none, and nothing is lost by that. */
  let cause: { readonly session: string; readonly id: string } | undefined;
  const say = <Type extends EventType>(type: Type, { id, driverId }: EngineSession, rest: object) => {
    const about = { correlation: id, ...(cause?.session === id ? { cause: cause.id } : {}) };
    const event = makeEvent(type, source, about, { driverId, chargePointId, ...rest } as Payload<Type>);
    publish(event);
    return event;
  };
  const figures = (session: EngineSession) => {
    const wh = suppliedWh(session);
    return { suppliedWh: wh, amountCents: amountCents(wh, session.priceCentsPerKwh) };
  };
  const end = (session: EngineSession, reason: string) => {
    sessions.move(session.id, 'ended', reason);
    say('supply-ended', session, { ...figures(session), reason });
  };
  /** What this engine has to say of a session that it knows: the same as before, to whoever asks again. */
  const answer = (session: EngineSession) => {
    const reason = session.reason ?? 'no reason kept';
    if (session.state === 'refused') say('charge-refused', session, { reason });
    else if (session.state === 'expired') say('charge-expired', session, { reason });
    else if (session.state === 'ended') say('supply-ended', session, { ...figures(session), reason });
    else say('charge-accepted', session, {});
  };
  const offered = (event: EventOf<'charge-offered'>) => {
    const { driverId, targetWh, priceCentsPerKwh } = event.payload;
    const id = event.correlation;
    cause = { session: id, id: event.id };
    if (!sessions.find(id)) {
      const busy = sessions.open() !== undefined;
      const answered = busy
        ? ({ state: 'refused', reason: 'It is taken.' } as const)
        : ({ state: 'accepted', reason: null } as const);
      sessions.add({ id, driverId, targetWh, priceCentsPerKwh, ...answered });
    }
    const session = sessions.find(id);
    if (session) answer(session);
  };
  const whenOpen = <Result>(state: 'accepted' | 'supplying', work: (session: EngineSession) => Result) =>
    transact(database, () => {
      const session = sessions.open();
      return session?.state === state ? work(session) : undefined;
    });
  return {
    handle: (event) => {
      if (event.type !== 'charge-offered' || event.payload.chargePointId !== chargePointId) return;
      transact(database, () => offered(event));
    },
    session: () => sessions.open(),
    plug: () =>
      whenOpen('accepted', (session) => {
        sessions.move(session.id, 'supplying');
        sessions.supply(session.id, powerW, beginSupply(powerW, session.targetWh).suppliedWattMs);
        say('supply-started', session, { powerW });
        return true;
      }) ?? false,
    unplug: (reason) =>
      whenOpen('supplying', (session) => {
        end(session, reason);
        return true;
      }) ?? false,
    expire: () =>
      whenOpen('accepted', (session) => {
        const reason = 'Nobody plugged in.';
        sessions.move(session.id, 'expired', reason);
        say('charge-expired', session, { reason });
      }),
    supply: (elapsedMs) =>
      whenOpen('supplying', (session) => {
        const supply = supplyFor(session, elapsedMs);
        sessions.supply(session.id, session.powerW, supply.suppliedWattMs);
        if (isFull(supply)) end({ ...session, ...supply }, 'The target is reached.');
      }),
    report: () =>
      whenOpen('supplying', (session) => {
        if (hasRoom()) say('supply-reported', session, { powerW: session.powerW, ...figures(session) });
      }),
  };
}
