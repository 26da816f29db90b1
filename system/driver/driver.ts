import type { DatabaseSync } from 'node:sqlite';
import { answering, type Event, makeEvent } from '../contract/events.ts';
import { transact } from '../service/database.ts';
import type { NewRequest, Outcome, Requests } from './requests.ts';

export interface DriverOptions {
  readonly driverId: string;
  readonly database: DatabaseSync;
  readonly requests: Requests;
  readonly publish: (event: Event) => void;
}

export interface Driver {
  /** Asks for a charge; when this returns, the request is on disk and will be sent. Asking twice asks once. */
  ask(request: NewRequest): void;
  /** Takes what central says. */
  handle(event: Event): void;
}

export const sourceOf = (driverId: string): string => `driver:${driverId}`;

export function driver({ driverId, database, requests, publish }: DriverOptions): Driver {
  const source = sourceOf(driverId);
  return {
    ask: (request) =>
      transact(database, () => {
        if (!requests.add(request)) return;
        const { id: correlation, chargePointId, targetWh } = request;
        publish(makeEvent('charge-requested', source, { correlation }, { driverId, chargePointId, targetWh }));
      }),
    handle: (event) =>
      transact(database, () => {
        if (!('driverId' in event.payload) || event.payload.driverId !== driverId) return;
        if (event.type === 'charge-authorised') return requests.authorise(event.correlation);
        const outcome = outcomeOf(event);
        if (!outcome || !requests.end(event.correlation, outcome)) return;
        const { chargePointId } = event.payload;
        publish(makeEvent('outcome-received', source, answering(event), { driverId, chargePointId }));
      }),
  };
}

function outcomeOf(event: Event): Outcome | undefined {
  switch (event.type) {
    case 'ticket-issued':
      return { state: 'charged', suppliedWh: event.payload.suppliedWh, amountCents: event.payload.amountCents };
    case 'charge-denied':
      return { state: 'denied', reason: event.payload.reason };
    case 'charge-cancelled':
      return { state: 'cancelled', reason: event.payload.reason };
    default:
      return undefined;
  }
}
