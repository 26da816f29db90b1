import type { Address } from '../../../model/address.ts';
import { Failure } from '../../../model/failure.ts';

/** Where a broker listens, and where those are told to go who are to reach it there: at a proxy, or directly. */
export interface Place {
  readonly bind: Address;
  readonly advertise: Address;
}

/** With nothing in between. */
export const directly = (bind: Address): Place => ({ bind, advertise: bind });

/** A listener of the broker: where it binds, and where clients are told to go. */
export interface Listener extends Place {
  readonly name: string;
}

/** The oracle's own listener, past every proxy; the broker's own requests use it as well. */
export const adminListener = 'ADMIN';
export const controllerListener = 'CONTROLLER';

/** Of several brokers each has listeners for each of the others, who are told apart by them. */
export const peerListener = (from: number): string => `PEER_${from}`;
export const controllerDoor = (from: number): string => `${controllerListener}_${from}`;
const betweenBrokers = /^(PEER|CONTROLLER)_\d+$/;

/** `order-intake-1` is `ORDER_INTAKE_1`: Kafka wants names without separators of its own lists. */
export const listenerName = (service: string): string => service.toUpperCase().replace(/[^A-Z0-9]/g, '_');

/** Throws a `Failure` of the kind 'usage' when two services, or a service and the harness, would share a listener. */
export function checkListenerNames(services: readonly string[]): void {
  const owners = new Map([adminListener, controllerListener].map((name) => [name, 'the harness']));
  for (const service of services) {
    const name = listenerName(service);
    const owner = owners.get(name) ?? (betweenBrokers.test(name) ? 'the harness' : undefined);
    if (owner)
      throw new Failure('usage', {
        attempted: `Giving the service ${service} its own listener ${name} at the broker`,
        happened: `${owner} already has that one`,
        remedy: 'Rename the service in the description of the system.',
      });
    owners.set(name, service);
  }
}
