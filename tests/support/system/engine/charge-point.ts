import type { DatabaseSync } from 'node:sqlite';
import { bars as barsOf } from '../../../../system/charge-point/engine/bars.ts';
import { migrations } from '../../../../system/charge-point/engine/database.ts';
import { engine as engineOf } from '../../../../system/charge-point/engine/engine.ts';
import { presence } from '../../../../system/charge-point/engine/presence.ts';
import { engineSessions } from '../../../../system/charge-point/engine/sessions.ts';
import { type Event, type EventType, makeEvent, type Payload } from '../../../../system/contract/events.ts';
import { openDatabase } from '../../../../system/service/database.ts';

export interface Settings {
  /** Of an engine that was there before. */
  readonly database?: DatabaseSync;
  /** Monotonic, in milliseconds. */
  readonly now?: () => number;
  readonly monitorSilentAfterMs?: number;
  readonly powerW?: number;
  /** Instead of what is said being kept. */
  readonly publish?: (event: Event) => void;
}

export const price = 45;

/** An engine without its links, of 3600 W (one watt-hour a second), and all that it says. Its monitor has not checked yet. */
export function openChargePoint({
  database = openDatabase(':memory:', migrations),
  now = () => performance.now(),
  monitorSilentAfterMs = Number.POSITIVE_INFINITY,
  powerW = 3600,
  publish,
}: Settings = {}) {
  const said: Event[] = [];
  const place = { room: true };
  const sessions = engineSessions(database);
  const bars = barsOf(database);
  const monitor = presence({ silentAfterMs: monitorSilentAfterMs, now });
  const engine = engineOf({
    ...{ chargePointId: 'CP-1', database, sessions, bars, monitor, powerW, now },
    priceCentsPerKwh: () => price,
    publish: publish ?? ((event) => void said.push(event)),
    hasRoom: () => place.room,
  });
  const hear = <Type extends EventType>(type: Type, correlation: string, payload: Payload<Type>) =>
    engine.handle(makeEvent(type, 'central', { correlation }, payload));
  const parties = { driverId: 'D-1', chargePointId: 'CP-1' };
  return {
    ...{ database, sessions, bars, monitor, engine, said, place },
    offer: (id: string, targetWh = 100, chargePointId = 'CP-1') =>
      hear('charge-offered', id, { ...parties, chargePointId, targetWh, priceCentsPerKwh: price }),
    withdraw: (id: string, reason = 'It took too long.') => hear('charge-withdrawn', id, { ...parties, reason }),
    stop: (reason = 'road works', chargePointId = 'CP-1') =>
      hear('point-stopped', 'central', { chargePointId, reason }),
    resume: (chargePointId = 'CP-1') => hear('point-resumed', 'central', { chargePointId }),
    types: () => said.map(({ type }) => type),
    /** What was said last. */
    last: () => said.at(-1),
  };
}

/** A clock that goes when it is told to. */
export function handClock() {
  let time = 5000;
  return {
    now: () => time,
    wait: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

/** An engine whose monitor has just checked, and is silent after 2.5 s of a clock that goes when it is told to. */
export function watchedChargePoint() {
  const { now, wait } = handClock();
  const here = openChargePoint({ now, monitorSilentAfterMs: 2500 });
  here.monitor.checked(true);
  return { ...here, wait };
}
