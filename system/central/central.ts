import type { DatabaseSync } from 'node:sqlite';
import { byHand, type Event, type EventOf, type EventType, makeEvent, type Payload } from '../contract/events.ts';
import { amountCents } from '../contract/money.ts';
import { transact } from '../service/database.ts';
import { denial } from './authorise.ts';
import type { ChargePoints } from './charge-points.ts';
import type { Session, Sessions } from './sessions.ts';

export interface CentralOptions {
  readonly database: DatabaseSync;
  readonly points: ChargePoints;
  readonly sessions: Sessions;
  readonly publish: (event: Event) => void;
}

export interface Central {
  /** Takes what drivers and charge points say. */
  handle(event: Event): void;
  /**
   * Asks each charge point again that has not answered its offer for so long, and takes the offer back from one that was
   * asked too long ago. Either way it is the charge point that says how it ends: it may have begun, and only it knows.
   */
  offerAgain(unansweredForMs: number, withdrawAfterMs?: number): void;
}

export const source = 'central';

/** What central does, in one transaction for each event: its effect, and what it says next. */
export function central({ database, points, sessions, publish }: CentralOptions): Central {
  const offeredAt = new Map<string, number>();
  /** Of a session; `cause` is the event that made central say it, where one did. */
  const say = <Type extends EventType>(type: Type, session: string, cause: Event | undefined, payload: Payload<Type>) =>
    publish(makeEvent(type, source, { correlation: session, cause: cause?.id }, payload));
  const parties = ({ driverId, chargePointId }: Session) => ({ driverId, chargePointId });
  const offer = (session: Session, cause?: Event) => {
    offeredAt.set(session.id, Date.now());
    const { targetWh, priceCentsPerKwh } = session;
    say('charge-offered', session.id, cause, { ...parties(session), targetWh, priceCentsPerKwh });
  };
  const withdraw = (session: Session, afterMs: number) => {
    offeredAt.set(session.id, Date.now());
    const reason = `Charge point ${session.chargePointId} has not answered for ${Math.round(afterMs / 1000)} s.`;
    say('charge-withdrawn', session.id, undefined, { ...parties(session), reason });
  };

  const requested = (event: EventOf<'charge-requested'>) => {
    const { driverId, chargePointId, targetWh } = event.payload;
    const id = event.correlation;
    if (sessions.find(id)) return;
    const open = sessions.openAt(chargePointId);
    const point = points.find(chargePointId, open?.state === 'supplying');
    const reason = denial(chargePointId, point, open !== undefined);
    const state = reason === undefined ? 'offered' : 'denied';
    const priceCentsPerKwh = point?.priceCentsPerKwh ?? 0;
    sessions.begin({ id, driverId, chargePointId, targetWh, priceCentsPerKwh, state, reason: reason ?? null });
    const session = sessions.find(id);
    if (reason !== undefined) return say('charge-denied', id, event, { driverId, chargePointId, reason });
    if (!session) return;
    say('charge-noted', id, event, { driverId, chargePointId, text: `Central asks charge point ${chargePointId}.` });
    offer(session, event);
  };
  const ended = (session: Session, event: Event, suppliedWh: number, reason: string) => {
    const { priceCentsPerKwh } = session;
    const amount = amountCents(suppliedWh, priceCentsPerKwh);
    const ticket = { ...parties(session), suppliedWh, priceCentsPerKwh, amountCents: amount };
    sessions.progress(session.id, { powerW: 0, suppliedWh, amountCents: amount });
    sessions.move(session.id, 'charged', reason);
    sessions.issue({ ...ticket, session: session.id, issuedAt: Date.now() });
    say('ticket-issued', session.id, event, { ...ticket, reason });
  };
  const cancel = (session: Session, event: Event, reason: string) => {
    sessions.move(session.id, 'cancelled', reason);
    say('charge-cancelled', session.id, event, { ...parties(session), reason });
  };
  /**
   * A charge point that goes on with another session has no more to say of the one before. It says so in order, so this
   * is one whose memory was lost, and what it had reported is all that anybody can know.
   */
  const makeWay = (chargePointId: string, event: Event) => {
    const open = sessions.openAt(chargePointId);
    if (!open || open.state === 'offered' || open.id === event.correlation) return;
    const reason = 'The charge point has forgotten this session.';
    if (open.state === 'supplying') ended(open, event, open.suppliedWh, reason);
    else cancel(open, event, reason);
  };
  const begun = (event: EventOf<'charge-begun'>) => {
    const { chargePointId, targetWh, priceCentsPerKwh } = event.payload;
    if (sessions.find(event.correlation)) return;
    makeWay(chargePointId, event);
    const which = { id: event.correlation, driverId: byHand, chargePointId, targetWh, priceCentsPerKwh };
    sessions.begin({ ...which, state: 'supplying' });
  };
  /** What a charge point says of a session that is still open; of one that has ended it is an echo. */
  const heard = (event: Event, session: Session) => {
    offeredAt.delete(session.id);
    switch (event.type) {
      case 'charge-accepted':
        if (session.state !== 'offered') return;
        makeWay(session.chargePointId, event);
        sessions.move(session.id, 'authorised');
        return say('charge-authorised', session.id, event, parties(session));
      case 'charge-refused':
        sessions.move(session.id, 'denied', event.payload.reason);
        return say('charge-denied', session.id, event, { ...parties(session), reason: event.payload.reason });
      case 'charge-expired':
        return cancel(session, event, event.payload.reason);
      case 'supply-started':
        makeWay(session.chargePointId, event);
        return sessions.move(session.id, 'supplying');
      case 'supply-reported':
        return sessions.progress(session.id, event.payload);
      case 'supply-ended':
        return ended(session, event, event.payload.suppliedWh, event.payload.reason);
      default:
        return;
    }
  };
  const isOpen = ({ state }: Session) => state === 'offered' || state === 'authorised' || state === 'supplying';
  return {
    handle: (event) =>
      transact(database, () => {
        if (event.type === 'charge-requested') return requested(event);
        if (event.type === 'charge-begun') return begun(event);
        const session = sessions.find(event.correlation);
        if (session && isOpen(session)) heard(event, session);
      }),
    offerAgain: (unansweredForMs, withdrawAfterMs = Number.POSITIVE_INFINITY) =>
      transact(database, () => {
        for (const session of sessions.offered()) {
          const now = Date.now();
          // One that was offered before central's own restart has no time here: it is asked about at once.
          if (now - (offeredAt.get(session.id) ?? 0) < unansweredForMs) continue;
          if (now - session.askedAt < withdrawAfterMs) offer(session);
          else withdraw(session, withdrawAfterMs);
        }
      }),
  };
}
