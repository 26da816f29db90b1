import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { mostCentsPerKwh, mostWattHours } from './money.ts';
import { chargePointStates } from './states.ts';
import { type Topic, topics } from './topics.ts';

const name = z.string().min(1).max(100);
const whole = z.int().nonnegative();
const reason = z.string().min(1).max(500);
/** Within these bounds whoever hears of an energy and a price can count with them. */
const energyWh = whole.max(mostWattHours);
const centsPerKwh = whole.max(mostCentsPerKwh);
const parties = { driverId: name, chargePointId: name };

/** What everybody may know of a charge point. */
export const pointSummary = z.strictObject({
  id: name,
  location: z.string().min(1).max(200),
  priceCentsPerKwh: centsPerKwh,
  state: z.enum(chargePointStates),
  /** Why it is in this state, where there is more to say. */
  detail: z.string().max(500).nullable(),
});
export type PointSummary = z.infer<typeof pointSummary>;

/** So many charge points in one announcement are far below what Kafka takes at once. */
export const mostPointsAtOnce = 50;

/** Who has a session that was begun by hand at the charge point: no driver asked for it. */
export const byHand = 'by-hand';

/** What each event carries beyond what all of them carry. */
const payloads = {
  /** A driver asks for a charge. */
  'charge-requested': z.strictObject({ ...parties, targetWh: energyWh.positive() }),
  /** Central asks the charge point. */
  'charge-offered': z.strictObject({ ...parties, targetWh: energyWh.positive(), priceCentsPerKwh: centsPerKwh }),
  /** The charge point's answer. */
  'charge-accepted': z.strictObject({ ...parties }),
  'charge-refused': z.strictObject({ ...parties, reason }),
  /** Central's word to the driver. */
  'charge-authorised': z.strictObject({ ...parties }),
  'charge-denied': z.strictObject({ ...parties, reason }),
  'charge-cancelled': z.strictObject({ ...parties, reason }),
  /** A step on the way, or what has happened to it: central tells the driver, and nothing follows from it. */
  'charge-noted': z.strictObject({ ...parties, text: reason }),
  /** Central takes its offer back; the charge point answers with the end of the session, whatever it was up to. */
  'charge-withdrawn': z.strictObject({ ...parties, reason }),
  /** Nobody plugged in. */
  'charge-expired': z.strictObject({ ...parties, reason }),
  /** Somebody has begun a charge at the charge point itself; `supply-started` follows. */
  'charge-begun': z.strictObject({ ...parties, targetWh: energyWh.positive(), priceCentsPerKwh: centsPerKwh }),
  'supply-started': z.strictObject({ ...parties, powerW: whole }),
  'supply-reported': z.strictObject({ ...parties, powerW: whole, suppliedWh: energyWh, amountCents: whole }),
  'supply-ended': z.strictObject({ ...parties, suppliedWh: energyWh, amountCents: whole, reason }),
  'ticket-issued': z.strictObject({
    ...parties,
    suppliedWh: energyWh,
    priceCentsPerKwh: centsPerKwh,
    amountCents: whole,
    /** Why the supply ended. */
    reason,
  }),
  /** Central stops a charge point on purpose, or lets it work again; a session there ends with what was supplied. */
  'point-stopped': z.strictObject({ chargePointId: name, reason }),
  'point-resumed': z.strictObject({ chargePointId: name }),
  /** Central is there, each second; and some of the charge points: those that changed, and the others in their turn. */
  'central-alive': z.strictObject({ points: z.array(pointSummary).max(mostPointsAtOnce) }),
  /** The driver knows how its request ended. */
  'outcome-received': z.strictObject({ ...parties }),
} as const;

export type EventType = keyof typeof payloads;
export type Payload<Type extends EventType> = z.infer<(typeof payloads)[Type]>;

const common = {
  id: name,
  source: name,
  /** Milliseconds since the epoch, by the clock of whoever says it. */
  time: z.number(),
  /** The session: the id of the driver's request. What is of no session has the name of whoever says it. */
  correlation: name,
  /** The event that this one answers. */
  cause: name.optional(),
};

const variants = (Object.keys(payloads) as EventType[]).map((type) =>
  z.strictObject({ ...common, type: z.literal(type), payload: payloads[type] }),
);

export type EventOf<Type extends EventType> = {
  readonly [Each in Type]: Readonly<z.infer<z.ZodObject<typeof common>>> & {
    readonly type: Each;
    readonly payload: Readonly<Payload<Each>>;
  };
}[Type];
export type Event = EventOf<EventType>;

/** Every event is checked by this on its way in and on its way out. */
export const eventSchema = z.discriminatedUnion(
  'type',
  variants as unknown as [(typeof variants)[number]],
) as unknown as z.ZodType<Event>;

/** Makes an event; `cause` is the event that it answers. */
export function makeEvent<Type extends EventType>(
  type: Type,
  source: string,
  about: { readonly correlation: string; readonly cause?: string | undefined },
  payload: Payload<Type>,
): Event {
  const { correlation, cause } = about;
  const event = { id: randomUUID(), type, source, time: Date.now(), correlation, payload };
  return eventSchema.parse(cause === undefined ? event : { ...event, cause });
}

/** What answers an event: same session, and the event as its cause. */
export const answering = ({ id, correlation }: Event) => ({ correlation, cause: id });

/** Where an event is published, by who says it. */
export function topicOf({ source }: Event): Topic {
  if (source === 'central') return topics.central;
  return source.startsWith('driver:') ? topics.driver : topics.chargePoint;
}

/** What must stay in order is in one partition: all that concerns a charge point. */
export const keyOf = ({ payload, source }: Event): string =>
  'chargePointId' in payload ? payload.chargePointId : source;

/** Events whose effect is the same however often they are taken: nobody needs to remember that they were. */
const repeatable: ReadonlySet<EventType> = new Set(['supply-reported', 'charge-noted', 'central-alive']);
export const isRepeatable = ({ type }: Event): boolean => repeatable.has(type);
