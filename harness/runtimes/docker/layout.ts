import type { Address } from '../../model/address.ts';
import type { UpOptions } from '../../model/runtime.ts';
import type { SystemDescription } from '../../model/system.ts';
import { layOutBrokers } from '../shared/broker/layout.ts';
import type { BrokerLayout } from '../shared/broker/settings.ts';
import { local, taking } from '../shared/local.ts';

/** Names that containers know each other by. A service has its own, and so has each broker. */
export const toxiproxyHost = 'toxiproxy';
/** What services know Kafka by: it leads to their proxies. */
export const brokerHost = 'broker';
/** Inside its container each port is free, so these are the same in every run. */
export const toxiproxyPort = 8474;
const firstListener = 19_100;
const firstProxy = 19_500;
const controllerPort = 19_093;
/** All addresses that a container has. */
const anywhere = '0.0.0.0';
/** Of the public image, which makes it the user's that Kafka runs as. */
const brokerData = '/var/lib/kafka/data';
/** As in the Dockerfile of the services. */
export const serviceData = '/data';

/** Which port is whose. A port that is published has the same number inside, so that a service binds what it is told. */
export interface Layout {
  readonly brokers: readonly BrokerLayout[];
  /** Where each link of the system is entered, by its name. */
  readonly links: ReadonlyMap<string, Address>;
  /** By service and by the name of its port, as reached from this machine. */
  readonly services: ReadonlyMap<string, ReadonlyMap<string, Address>>;
}

/** Ports of this machine: for the oracle's own listener at each broker, and for what services listen on. */
export const portsNeeded = ({ services }: SystemDescription, brokers = 1): number =>
  brokers + services.reduce((sum, { ports }) => sum + ports.length, 0);

/** Gives every port its owner. `ports` has as many as `portsNeeded` says. */
export function layOut(options: UpOptions, ports: readonly number[]): Layout {
  const { services, links = [] } = options.system;
  const next = taking(ports);
  const listener = counting(firstListener);
  const proxy = counting(firstProxy);
  return {
    brokers: layOutBrokers(options, {
      admin: next,
      bindHost: anywhere,
      controller: () => local(controllerPort),
      service: () => ({
        bind: { host: anywhere, port: listener() },
        advertise: { host: brokerHost, port: proxy() },
      }),
      // The name of Kafka can be taken away from the services; brokers find each other whatever becomes of it.
      door: (own) => {
        const port = listener();
        return {
          bind: { host: anywhere, port },
          advertise: own ? local(port) : { host: toxiproxyHost, port: proxy() },
        };
      },
      dataFolder: () => brokerData,
    }),
    links: new Map(links.map(({ name }) => [name, { host: toxiproxyHost, port: proxy() }])),
    services: new Map(services.map(({ name, ports: own }) => [name, new Map(own.map((port) => [port, next()]))])),
  };
}

function counting(first: number): () => number {
  let next = first;
  return () => next++;
}
