import type { DatabaseSync } from 'node:sqlite';
import { answering, type Event, makeEvent } from '../contract/events.ts';
import { transact } from '../service/database.ts';
import type { ChargeRequest, NewRequest, Outcome, Requests } from './requests.ts';

export interface DriverOptions {
  readonly driverId: string;
  readonly database: DatabaseSync;
  readonly requests: Requests;
  readonly publish: (event: Event) => void;
}

export interface Driver {
  /** Asks for a charge; when this returns, the request is on disk and will be sent. Asking twice asks once. */
  ask(request: NewRequest): ChargeRequest;
  /** Takes what central says of this driver's requests, and what charge points report of them. */
  handle(event: Event): void;
  /** Kafka does not take what this driver has said: a request that nobody hears of ends here. */
  refused(event: Event, why: string): void;
}

export const sourceOf = (driverId: string): string => `driver:${driverId}`;

export function driver({ driverId, database, requests, publish }: DriverOptions): Driver {
  const source = sourceOf(driverId);
  const end = (event: Event, chargePointId: string, outcome: Outcome) => {
    if (!requests.end(event.correlation, outcome)) return;
    publish(makeEvent('outcome-received', source, answering(event), { driverId, chargePointId }));
  };
  const take = (event: Event) => {
    const { type, correlation, payload } = event;
    switch (type) {
      case 'charge-noted':
        return requests.note(correlation, payload.text);
      case 'charge-authorised':
        return requests.authorise(correlation);
      case 'supply-started':
        return requests.supply(correlation, { ...payload, suppliedWh: 0, amountCents: 0 });
      case 'supply-reported':
        return requests.supply(correlation, payload);
      case 'ticket-issued':
        return end(event, payload.chargePointId, { state: 'charged', ...payload });
      case 'charge-denied':
        return end(event, payload.chargePointId, { state: 'denied', reason: payload.reason });
      case 'charge-cancelled':
        return end(event, payload.chargePointId, { state: 'cancelled', reason: payload.reason });
      default:
        return;
    }
  };
  return {
    ask: (request) =>
      transact(database, () => {
        const known = requests.find(request.id);
        if (known) return known;
        const { id: correlation, chargePointId, targetWh } = request;
        publish(makeEvent('charge-requested', source, { correlation }, { driverId, chargePointId, targetWh }));
        return requests.add(request);
      }),
    refused: ({ type, correlation }, why) => {
      if (type !== 'charge-requested') return;
      requests.end(correlation, { state: 'cancelled', reason: `The request could not be sent. ${why}.` });
    },
    handle: (event) => {
      if (isOf(event, driverId)) transact(database, () => take(event));
    },
  };
}

/** Whether an event is about a session of this driver. */
export const isOf = ({ payload }: Event, driverId: string): boolean =>
  'driverId' in payload && payload.driverId === driverId;
