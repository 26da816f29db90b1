import type { Address } from '../../core/address.ts';
import type { UpOptions } from '../../core/environment.ts';
import type { ServiceDescription, SystemDescription } from '../../core/system.ts';
import { listenerName } from '../shared/broker/listeners.ts';
import type { BrokerLayout } from '../shared/broker/settings.ts';
import { local } from '../shared/local.ts';

/** Names that containers know each other by. A service has its own. */
export const kafkaHost = 'kafka';
export const toxiproxyHost = 'toxiproxy';
/** What services know Kafka by: it leads to their proxies. */
export const brokerHost = 'broker';
/** Inside its container each port is free, so these are the same in every run. */
export const toxiproxyPort = 8474;
const firstListener = 19_100;
const firstProxy = 19_500;
const controllerPort = 19_093;
/** Of the public image, which makes it the user's that Kafka runs as. */
export const brokerData = '/var/lib/kafka/data';
/** As in the Dockerfile of the services. */
export const serviceData = '/data';

/** Which port is whose. A port that is published has the same number inside, so that a service binds what it is told. */
export interface Layout {
  readonly broker: BrokerLayout;
  /** By service that talks to Kafka: the port of its proxy. */
  readonly proxies: ReadonlyMap<string, number>;
  /** By link: the port of its proxy. */
  readonly links: ReadonlyMap<string, number>;
  /** By service and by the name of its port, as reached from this machine. */
  readonly services: ReadonlyMap<string, ReadonlyMap<string, Address>>;
}

export const talksToKafka = (services: readonly ServiceDescription[]) => services.filter(({ kafka }) => kafka);

/** Ports of this machine: for the oracle's own listener, and for what services listen on. */
export const portsNeeded = ({ services }: SystemDescription): number =>
  1 + services.reduce((sum, { ports }) => sum + ports.length, 0);

/** Gives every port its owner. `ports` has as many as `portsNeeded` says. */
export function layOut(options: UpOptions, ports: readonly number[]): Layout {
  const { services, links = [] } = options.system;
  const rest = [...ports];
  const next = (): Address => {
    const port = rest.shift();
    if (port === undefined) throw new Error(`${ports.length} ports are not enough for the system.`);
    return local(port);
  };
  const clients = talksToKafka(services);
  const proxyOf = (index: number) => firstProxy + index;
  return {
    broker: {
      admin: next(),
      controller: local(controllerPort),
      bindHost: '0.0.0.0',
      services: clients.map(({ name }, index) => ({
        name: listenerName(name),
        bind: { host: '0.0.0.0', port: firstListener + index },
        advertise: { host: brokerHost, port: proxyOf(index) },
      })),
      dataFolder: brokerData,
      sessionTimeoutMs: options.brokerSessionTimeoutMs,
      ...(options.brokerSettings ? { more: options.brokerSettings } : {}),
    },
    proxies: new Map(clients.map(({ name }, index) => [name, proxyOf(index)])),
    links: new Map(links.map(({ name }, index) => [name, proxyOf(clients.length + index)])),
    services: new Map(services.map(({ name, ports: own }) => [name, new Map(own.map((port) => [port, next()]))])),
  };
}
