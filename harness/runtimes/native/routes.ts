import type { PeerRoute, Route } from '../../model/environment.ts';
import { Failure } from '../../model/failure.ts';
import type { LinkDescription, ServiceDescription } from '../../model/service.ts';
import { connectNetwork } from '../../proxy/network.ts';
import { createRoute, type RouteOptions } from '../../proxy/route.ts';
import { portTaken } from '../machine/ports.ts';
import { addressesOf, addressOf } from '../shared/addresses.ts';
import { peerRoute, peerWays, serviceWays } from '../shared/broker/ways.ts';
import type { Layout } from './layout.ts';

/**
 * One open route for each service that talks to Kafka and each broker. Throws a `Failure`; when something else has taken
 * the port of one meanwhile, `isPortTaken` says so, and other ports would help.
 */
export function makeRoutes(layout: Layout, services: readonly ServiceDescription[]): Promise<Route[]> {
  const network = connectNetwork(layout.toxiproxy);
  return Promise.all(serviceWays(layout.brokers, services).map((way) => makeRoute({ network, ...way })));
}

/** One open route for each way from one broker to another, and to the controller in it. */
export function makePeerRoutes(layout: Layout): Promise<PeerRoute[]> {
  const network = connectNetwork(layout.toxiproxy);
  const routes = peerWays(layout.brokers).map(async (way) => peerRoute(await makeRoute({ network, ...way }), way));
  return Promise.all(routes);
}

/** One open route for each link of the system, to the port of the service that it leads to. */
export function makeLinks(layout: Layout, links: readonly LinkDescription[]): Promise<Route[]> {
  const network = connectNetwork(layout.toxiproxy);
  const routes = links.map(({ name, to, port }) => {
    const listen = layout.links.get(name);
    if (!listen) throw new Error(`The link ${name} has no port.`);
    return makeRoute({
      network,
      service: name,
      listen,
      upstream: addressOf(to, addressesOf(layout.services, to), port),
    });
  });
  return Promise.all(routes);
}

async function makeRoute(options: RouteOptions): Promise<Route> {
  try {
    return await createRoute(options);
  } catch (error) {
    if (!(error instanceof Failure) || !error.message.includes('address already in use')) throw error;
    throw new Failure('missing', {
      attempted: `Making the route ${options.name ?? options.service}`,
      happened: error.message,
      remedy: 'Something else listens on its port (ss -ltnp shows what): end that, or start the run again.',
      cause: portTaken,
    });
  }
}
