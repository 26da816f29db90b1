import { type Event, type EventType, makeEvent, type Payload } from '../../contract/events.ts';
import { amountCents } from '../../contract/money.ts';
import type { EngineSession } from './sessions.ts';
import { suppliedWh } from './supply.ts';

export interface WordsOptions {
  readonly chargePointId: string;
  readonly publish: (event: Event) => void;
}

/** What the charge point says of its sessions. */
export interface Words {
  /** What is said next of the session answers this event. After a restart there is none, and nothing is lost by that. */
  answering(event: Event, session: string): void;
  /** The state that a session is in: the same words to whoever asks again. */
  state(session: EngineSession): void;
  begun(session: EngineSession): void;
  started(session: EngineSession): void;
  reported(session: EngineSession): void;
}

export const sourceOf = (chargePointId: string): string => `engine:${chargePointId}`;

/** What was supplied, in Wh, and its price in cents. */
export function figures(session: EngineSession) {
  const wh = suppliedWh(session);
  return { suppliedWh: wh, amountCents: amountCents(wh, session.priceCentsPerKwh) };
}

export function words({ chargePointId, publish }: WordsOptions): Words {
  let cause: { readonly session: string; readonly id: string } | undefined;
  const say = <Type extends EventType>(type: Type, { id, driverId }: EngineSession, rest: object = {}) => {
    const about = { correlation: id, ...(cause?.session === id ? { cause: cause.id } : {}) };
    publish(makeEvent(type, sourceOf(chargePointId), about, { driverId, chargePointId, ...rest } as Payload<Type>));
  };
  return {
    answering: ({ id }, session) => {
      cause = { session, id };
    },
    state: (session) => {
      const reason = session.reason ?? 'no reason kept';
      if (session.state === 'refused') say('charge-refused', session, { reason });
      else if (session.state === 'expired') say('charge-expired', session, { reason });
      else if (session.state === 'ended') say('supply-ended', session, { ...figures(session), reason });
      else say('charge-accepted', session);
    },
    begun: (session) => {
      const { targetWh, priceCentsPerKwh } = session;
      say('charge-begun', session, { targetWh, priceCentsPerKwh });
    },
    started: (session) => say('supply-started', session, { powerW: session.powerW }),
    reported: (session) => say('supply-reported', session, { powerW: session.powerW, ...figures(session) }),
  };
}
