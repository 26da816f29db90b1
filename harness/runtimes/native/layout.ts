import { join } from 'node:path';
import type { Address } from '../../model/address.ts';
import type { UpOptions } from '../../model/runtime.ts';
import type { SystemDescription } from '../../model/system.ts';
import { layOutBrokers, talksToKafka } from '../shared/broker/layout.ts';
import { directly } from '../shared/broker/listeners.ts';
import { doorsIn, moveDoors, ownController } from '../shared/broker/membership.ts';
import type { BrokerLayout } from '../shared/broker/settings.ts';
import { taking } from '../shared/local.ts';

/** Which port is whose, and which folder. */
export interface Layout {
  readonly toxiproxy: Address;
  readonly brokers: readonly BrokerLayout[];
  /** Where each link of the system is entered, by its name. */
  readonly links: ReadonlyMap<string, Address>;
  /** By service and by the name of its port. */
  readonly services: ReadonlyMap<string, ReadonlyMap<string, Address>>;
}

/**
 * Toxiproxy's own; for each broker ADMIN, and CONTROLLER or a listener and a proxy for each way from another one to it
 * and to its controller; a listener and a proxy for each service with Kafka; a proxy for each link; what services listen
 * on.
 */
export function portsNeeded({ services, links = [] }: SystemDescription, brokers = 1): number {
  const own = services.reduce((sum, { ports }) => sum + ports.length, 0);
  const perBroker = 1 + 2 * talksToKafka(services).length + (brokers === 1 ? 1 : 2 + 4 * (brokers - 1));
  return 1 + brokers * perBroker + links.length + own;
}

/** Gives every port its owner. `ports` has as many as `portsNeeded` says. */
export function layOut(options: UpOptions, scratchFolder: string, ports: readonly number[]): Layout {
  const next = taking(ports);
  const proxied = () => ({ bind: next(), advertise: next() });
  const { services, links = [] } = options.system;
  return {
    toxiproxy: next(),
    brokers: layOutBrokers(options, {
      admin: next,
      controller: next,
      service: proxied,
      door: (own) => (own ? directly(next()) : proxied()),
      dataFolder: (broker) => join(scratchFolder, broker),
    }),
    links: new Map(links.map(({ name }) => [name, next()])),
    services: new Map(services.map(({ name, ports }) => [name, new Map(ports.map((port) => [port, next()]))])),
  };
}

export const portsOfBroker = ({ services, membership }: BrokerLayout): number =>
  services.length + 1 + (membership ? doorsIn(membership).length : 1);

/** The same broker on other ports; what it tells its clients stays, since that is their proxies. */
export function moveBroker(layout: BrokerLayout, ports: readonly number[]): BrokerLayout {
  const next = taking(ports);
  const admin = next();
  const services = layout.services.map((listener) => ({ ...listener, bind: next() }));
  if (!layout.membership) return { ...layout, admin, services, controller: next() };
  const membership = moveDoors(layout.membership, next);
  return { ...layout, admin, services, membership, controller: ownController(membership) };
}
