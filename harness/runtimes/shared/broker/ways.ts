import type { Address } from '../../../model/address.ts';
import { brokerNames, type PeerRoute, type Route } from '../../../model/environment.ts';
import type { ServiceDescription } from '../../../model/service.ts';
import { nobody } from '../local.ts';
import { talksToKafka } from './layout.ts';
import type { BrokerLayout } from './settings.ts';

/** A way to a broker, before there is a proxy in it. */
export interface Way {
  /** That of its route. */
  readonly name: string;
  /** Whose way it is: a service's, or another broker's. */
  readonly service: string;
  readonly broker: string;
  /** Where that one is told to go. */
  readonly listen: Address;
  /** Where the broker listens. */
  readonly upstream: Address;
}

/** With one broker a route has its service's name alone; no service has an @ in its own. */
const routeName = (service: string, broker: string, alone: boolean) => (alone ? service : `${service}@${broker}`);

/** For each service that talks to Kafka and each broker one, in the order of the brokers and of their listeners. */
export function serviceWays(brokers: readonly BrokerLayout[], services: readonly ServiceDescription[]): Way[] {
  const owners = talksToKafka(services).map(({ name }) => name);
  const names = brokerNames(brokers.length);
  return brokers.flatMap((each, place) =>
    each.services.map(({ advertise, bind }, index) => {
      const [service = '', broker = ''] = [owners[index], names[place]];
      const name = routeName(service, broker, names.length === 1);
      return { name, service, broker, listen: advertise, upstream: bind };
    }),
  );
}

/** From each broker to each other one two: to the broker, and to the controller in it. */
export function peerWays(brokers: readonly BrokerLayout[]): Way[] {
  const names = brokerNames(brokers.length);
  return brokers.flatMap(({ membership }, place) =>
    (membership?.doors ?? []).flatMap((door, index) => {
      const [from = '', to = ''] = [names[index], names[place]];
      if (from === to) return [];
      return [door.broker, door.controller].map(({ name: listener, bind, advertise }) => {
        return { name: `${from}@${to}.${listener}`, service: from, broker: to, listen: advertise, upstream: bind };
      });
    }),
  );
}

/** The route of a way from one broker to another. */
export const peerRoute = (route: Route, { service: from, broker: to }: Way): PeerRoute =>
  Object.assign(route, { from, to });

/** Where a service is told that Kafka is. One without Kafka gets what refuses, so that a wrong description shows. */
export function kafkaOf(service: string, ways: readonly Way[]): readonly Address[] {
  const own = ways.filter((way) => way.service === service).map(({ listen }) => listen);
  return own.length > 0 ? own : [nobody];
}
