import { type Address, authority } from '../../model/address.ts';
import type { PeerRoute, Route } from '../../model/environment.ts';
import type { SystemDescription } from '../../model/system.ts';
import { connectNetwork } from '../../proxy/network.ts';
import { createRoute } from '../../proxy/route.ts';
import { addressesOf, addressOf } from '../shared/addresses.ts';
import { peerRoute, peerWays, serviceWays, type Way } from '../shared/broker/ways.ts';
import { nobody } from '../shared/local.ts';
import { type Layout, toxiproxyPort } from './layout.ts';

/** Who is led to a broker. The others of its cluster come first: before most of them meet, none listens for services. */
export type Reach = 'nobody' | 'brokers' | 'everybody';

/** Leads whoever is to reach that broker to it, and all others to nobody. */
export type Lead = (broker: string, reach: Reach) => Promise<void>;

export interface Routes {
  readonly routes: readonly Route[];
  readonly peers: readonly PeerRoute[];
  readonly links: readonly Route[];
  readonly lead: Lead;
}

/**
 * One open route for each way to a broker, and one for each link. The proxy takes connections on all addresses of its
 * container; the harness goes to the one that it reaches directly.
 *
 * A way to a broker that does not run leads to a port of the proxy's own container that refuses: a container that has
 * ended has no address, and its name is asked for at servers far away, which takes seconds on a busy day. Whoever connects
 * must meet nobody at once, as on one machine.
 */
export async function makeRoutes(layout: Layout, system: SystemDescription, host: string): Promise<Routes> {
  const network = connectNetwork({ host, port: toxiproxyPort });
  const make = (name: string, entry: Address, rest: { service: string; broker?: string; upstream: Address }) => {
    const { port } = entry;
    return createRoute({ network, name, listen: { host, port }, bind: { host: '0.0.0.0', port }, ...rest });
  };
  const behind = new Map<Route, Address>();
  const makeWay = async (way: Way): Promise<Route> => {
    const { name, service, broker, listen, upstream } = way;
    const route = await make(name, listen, { service, broker, upstream: nobody });
    behind.set(route, { host: broker, port: upstream.port });
    return route;
  };
  const [routes, peers, links] = await Promise.all([
    Promise.all(serviceWays(layout.brokers, system.services).map(makeWay)),
    Promise.all(peerWays(layout.brokers).map(async (way) => peerRoute(await makeWay(way), way))),
    Promise.all(
      (system.links ?? []).map(({ name, to, port }) => {
        const far = addressOf(to, addressesOf(layout.services, to), port);
        return make(name, layout.links.get(name) ?? nobody, { service: name, upstream: { host: to, port: far.port } });
      }),
    ),
  ]);
  const move = async (ways: readonly Route[], broker: string, there: boolean) => {
    const own = ways.filter((route) => route.broker === broker);
    await Promise.all(own.map((route) => moveTo(route, (there ? behind.get(route) : undefined) ?? nobody)));
  };
  const lead: Lead = async (broker, reach) => {
    await Promise.all([move(peers, broker, reach !== 'nobody'), move(routes, broker, reach === 'everybody')]);
  };
  return { routes, peers, links, lead };
}

async function moveTo(route: Route, upstream: Address): Promise<void> {
  if (authority(route.upstream) !== authority(upstream)) await route.move(upstream);
}
