import { randomUUID } from 'node:crypto';
import { type Event, type EventOf, type EventType, makeEvent, type Payload } from '../../contract/events.ts';
import { amountCents, wholeWattHours } from '../../contract/money.ts';
import { topics } from '../../contract/topics.ts';
import { type Messaging, messaging } from '../../messaging/index.ts';
import { openDatabase, transact } from '../../service/database.ts';
import type { Log } from '../../service/log.ts';

export interface FleetOptions {
  readonly points: readonly string[];
  readonly broker: string;
  readonly databaseFile: string;
  readonly powerW: number;
  readonly log: Log;
  readonly onReport: (report: Report) => void;
}

/** What an engine has said of its session. */
export interface Report {
  readonly session: string;
  readonly suppliedWh: number;
  /** The event's own time. */
  readonly at: number;
}

/** A charge that one of the engines supplies. */
interface Charge {
  readonly id: string;
  readonly parties: { readonly driverId: string; readonly chargePointId: string };
  readonly priceCentsPerKwh: number;
  readonly since: number;
  nextReportAt: number;
}

/** Engines and drivers of all charge points. */
export interface Fleet {
  ready(): boolean;
  /** Each driver asks for its charge point. */
  ask(): void;
  supplying(): number;
  /** Engines report no more. */
  hush(): void;
  /** All are unplugged. */
  unplug(): void;
  tickets(): ReadonlyMap<string, EventOf<'ticket-issued'>['payload']>;
  /** What was supplied to each session, once it was unplugged; in Wh. */
  supplied(): ReadonlyMap<string, number>;
  /** What central has refused, each with its reason. */
  refusals(): readonly string[];
  outboxDepth(): number;
  close(): Promise<void>;
}

const reportEveryMs = 1000;
/** Reports that are due are sent together, in one transaction. */
const tickMs = 20;
const targetWh = 1_000_000;
const heard: readonly Event['type'][] = ['charge-offered', 'ticket-issued', 'charge-denied', 'charge-cancelled'];

/** Plays engines and drivers with their real events on the real messaging layer; one layer and one process for all. */
export function fleet({ points, broker, databaseFile, powerW, log, onReport }: FleetOptions): Fleet {
  const database = openDatabase(databaseFile, []);
  const charges = new Map<string, Charge>();
  const tickets = new Map<string, EventOf<'ticket-issued'>['payload']>();
  const supplied = new Map<string, number>();
  const refusals: string[] = [];
  const layer: Messaging = messaging('resilient', {
    name: 'load',
    broker,
    database,
    log,
    hears: [topics.central],
    createTopics: false,
    outboxLimit: 100_000,
    concerns: ({ type }) => heard.includes(type),
    handle: (event) => take(event),
  });
  const wattHours = ({ since }: Charge, now: number) => wholeWattHours(powerW * Math.max(0, now - since));
  const cents = (charge: Charge, wh: number) => amountCents(wh, charge.priceCentsPerKwh);
  const say = <Type extends EventType>(type: Type, { id, parties }: Charge, rest: object) => {
    const payload = { ...parties, ...rest } as Payload<Type>;
    const event = makeEvent(type, `engine:${parties.chargePointId}`, { correlation: id }, payload);
    layer.publish(event);
    return event;
  };
  const offered = ({ correlation: id, payload }: EventOf<'charge-offered'>) => {
    const { driverId, chargePointId, priceCentsPerKwh } = payload;
    const since = Date.now();
    // None in step with another.
    const nextReportAt = since + reportEveryMs + Math.random() * reportEveryMs;
    const parties = { driverId, chargePointId };
    const charge = charges.get(id) ?? { id, parties, priceCentsPerKwh, since, nextReportAt };
    say('charge-accepted', charge, {});
    say('supply-started', charge, { powerW });
    charges.set(id, charge);
  };
  function take(event: Event): void {
    if (event.type === 'charge-offered') offered(event);
    else if (event.type === 'ticket-issued') tickets.set(event.correlation, event.payload);
    else if ('reason' in event.payload) refusals.push(`${event.type}: ${event.payload.reason}`);
  }
  const report = (charge: Charge) => {
    const suppliedWh = wattHours(charge, Date.now());
    const event = say('supply-reported', charge, { powerW, suppliedWh, amountCents: cents(charge, suppliedWh) });
    charge.nextReportAt += reportEveryMs;
    return { session: charge.id, suppliedWh, at: event.time };
  };
  const ticking = setInterval(() => {
    const now = Date.now();
    const due = [...charges.values()].filter(({ nextReportAt }) => nextReportAt <= now);
    if (due.length > 0) for (const said of transact(database, () => due.map(report))) onReport(said);
  }, tickMs);
  layer.start();
  return {
    ready: () => layer.status().ready,
    ask: () =>
      transact(database, () => {
        for (const chargePointId of points) {
          const driverId = `driver-of-${chargePointId}`;
          const about = { correlation: randomUUID() };
          layer.publish(
            makeEvent('charge-requested', `driver:${driverId}`, about, { driverId, chargePointId, targetWh }),
          );
        }
      }),
    supplying: () => charges.size,
    hush: () => clearInterval(ticking),
    unplug: () =>
      transact(database, () => {
        for (const charge of charges.values()) {
          const suppliedWh = wattHours(charge, Date.now());
          const reason = 'It was unplugged.';
          say('supply-ended', charge, { suppliedWh, amountCents: cents(charge, suppliedWh), reason });
          supplied.set(charge.id, suppliedWh);
        }
      }),
    tickets: () => tickets,
    supplied: () => supplied,
    refusals: () => refusals,
    outboxDepth: () => layer.status().outboxDepth ?? 0,
    close: async () => {
      clearInterval(ticking);
      await layer.close();
      database.close();
    },
  };
}
