import { join } from 'node:path';
import type { Address } from '../../core/address.ts';
import type { UpOptions } from '../../core/environment.ts';
import type { ServiceDescription, SystemDescription } from '../../core/system.ts';
import { listenerName } from '../shared/broker/listeners.ts';
import type { BrokerLayout } from '../shared/broker/settings.ts';
import { local } from '../shared/local.ts';

/** Which port is whose, and which folder. */
export interface Layout {
  readonly toxiproxy: Address;
  readonly broker: BrokerLayout;
  /** Where each link of the system is entered, by its name. */
  readonly links: ReadonlyMap<string, Address>;
  /** By service and by the name of its port. */
  readonly services: ReadonlyMap<string, ReadonlyMap<string, Address>>;
}

/** Those that get a listener and a route. */
export const talksToKafka = (services: readonly ServiceDescription[]) => services.filter(({ kafka }) => kafka);

/**
 * Toxiproxy's own, ADMIN and CONTROLLER; a listener and a proxy for each service with Kafka; a proxy for each link; what
 * services listen on.
 */
export const portsNeeded = ({ services, links = [] }: SystemDescription): number =>
  3 + 2 * talksToKafka(services).length + links.length + services.reduce((sum, { ports }) => sum + ports.length, 0);

/** Gives every port its owner. `ports` has as many as `portsNeeded` says. */
export function layOut(options: UpOptions, scratchFolder: string, ports: readonly number[]): Layout {
  const rest = [...ports];
  const next = (): Address => {
    const port = rest.shift();
    if (port === undefined) throw new Error(`${ports.length} ports are not enough for the system.`);
    return local(port);
  };
  const { services, links = [] } = options.system;
  return {
    toxiproxy: next(),
    broker: {
      admin: next(),
      controller: next(),
      services: talksToKafka(services).map(({ name }) => ({
        name: listenerName(name),
        bind: next(),
        advertise: next(),
      })),
      dataFolder: join(scratchFolder, 'broker'),
      sessionTimeoutMs: options.brokerSessionTimeoutMs,
      ...(options.brokerSettings ? { more: options.brokerSettings } : {}),
    },
    links: new Map(links.map(({ name }) => [name, next()])),
    services: new Map(services.map(({ name, ports }) => [name, new Map(ports.map((port) => [port, next()]))])),
  };
}

export const portsOfBroker = ({ services }: BrokerLayout): number => 2 + services.length;

/** The same broker on other ports; what it tells its clients stays, since that is their proxies. */
export function moveBroker(layout: BrokerLayout, ports: readonly number[]): BrokerLayout {
  const [admin, controller, ...rest] = ports.map(local);
  if (!admin || !controller || rest.length < layout.services.length)
    throw new Error(`${ports.length} ports are not enough for the broker.`);
  const services = layout.services.map((listener, index) => ({ ...listener, bind: rest[index] ?? listener.bind }));
  return { ...layout, admin, controller, services };
}
