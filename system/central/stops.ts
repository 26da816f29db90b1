import type { DatabaseSync } from 'node:sqlite';
import { type Event, makeEvent } from '../contract/events.ts';
import { transact } from '../service/database.ts';
import { source } from './central.ts';
import type { ChargePoints } from './charge-points.ts';

export interface StopsOptions {
  readonly database: DatabaseSync;
  readonly points: ChargePoints;
  readonly publish: (event: Event) => void;
}

export interface Stops {
  /** Takes a charge point out of order; its session ends with a ticket. False when it was so already. */
  stop(chargePointId: string, reason: string): boolean;
  resume(chargePointId: string): boolean;
  /** All of them or, when there is no room to tell them, none. */
  stopAll(reason: string): void;
  resumeAll(): void;
  /** Tells a charge point that has come back what holds for it: it may have lost its memory. */
  remind(chargePointId: string): void;
}

/** Stops and resumes charge points. The charge point is told what holds now, as often as it is asked for. */
export function stops({ database, points, publish }: StopsOptions): Stops {
  const about = { correlation: source };
  const tellStop = (chargePointId: string, reason: string) =>
    publish(makeEvent('point-stopped', source, about, { chargePointId, reason }));
  // Said before it is kept: when there is no room to say it, nothing of it has happened.
  const stop = (chargePointId: string, reason: string) =>
    transact(database, () => {
      if (!points.find(chargePointId, false)) return false;
      tellStop(chargePointId, reason);
      return points.stop(chargePointId, reason);
    });
  const resume = (chargePointId: string) =>
    transact(database, () => {
      if (!points.find(chargePointId, false)) return false;
      publish(makeEvent('point-resumed', source, about, { chargePointId }));
      return points.stop(chargePointId, null);
    });
  const all = () => points.all(() => false);
  return {
    stop,
    resume,
    stopAll: (reason) =>
      transact(database, () => {
        for (const { id, stopped } of all()) if (stopped === null) stop(id, reason);
      }),
    resumeAll: () =>
      transact(database, () => {
        for (const { id, stopped } of all()) if (stopped !== null) resume(id);
      }),
    remind: (chargePointId) => {
      const reason = points.find(chargePointId, false)?.stopped;
      if (typeof reason === 'string') tellStop(chargePointId, reason);
    },
  };
}
