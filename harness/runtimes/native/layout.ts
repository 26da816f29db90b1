import { join } from 'node:path';
import type { Address } from '../../core/address.ts';
import { brokerNames, type UpOptions } from '../../core/environment.ts';
import type { ServiceDescription, SystemDescription } from '../../core/system.ts';
import { type Listener, listenerName } from '../shared/broker/listeners.ts';
import { doorsIn, type Membership, memberships, moveDoors } from '../shared/broker/membership.ts';
import type { BrokerLayout } from '../shared/broker/settings.ts';
import { local } from '../shared/local.ts';

/** Which port is whose, and which folder. */
export interface Layout {
  readonly toxiproxy: Address;
  readonly brokers: readonly BrokerLayout[];
  /** Where each link of the system is entered, by its name. */
  readonly links: ReadonlyMap<string, Address>;
  /** By service and by the name of its port. */
  readonly services: ReadonlyMap<string, ReadonlyMap<string, Address>>;
}

/** Those that get a listener and a route. */
export const talksToKafka = (services: readonly ServiceDescription[]) => services.filter(({ kafka }) => kafka);

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
  const { services, links = [] } = options.system;
  const names = brokerNames(options.brokers ?? 1);
  const toxiproxy = next();
  const members = names.length === 1 ? [undefined] : memberships(names.length, next, 'proxied');
  const brokers = members.map((membership, index) => {
    const admin = next();
    return {
      admin,
      controller: membership ? ownController(membership) : next(),
      services: talksToKafka(services).map(({ name }): Listener => {
        return { name: listenerName(name), bind: next(), advertise: next() };
      }),
      dataFolder: join(scratchFolder, names.length === 1 ? 'broker' : (names[index] ?? '')),
      sessionTimeoutMs: options.brokerSessionTimeoutMs,
      ...(membership ? { membership } : {}),
      ...(options.brokerSettings ? { more: options.brokerSettings } : {}),
    };
  });
  return {
    toxiproxy,
    brokers,
    links: new Map(links.map(({ name }) => [name, next()])),
    services: new Map(services.map(({ name, ports }) => [name, new Map(ports.map((port) => [port, next()]))])),
  };
}

/** One after the other. */
export function taking(ports: readonly number[]): () => Address {
  const rest = [...ports];
  return () => {
    const port = rest.shift();
    if (port === undefined) throw new Error(`${ports.length} ports are not enough.`);
    return local(port);
  };
}

export function ownController({ node, controllers }: Membership): Address {
  const own = controllers[node - 1];
  if (!own) throw new Error(`Of ${controllers.length} brokers none is number ${node}.`);
  return own;
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
