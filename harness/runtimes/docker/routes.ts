import type { Address } from '../../core/address.ts';
import type { Route } from '../../core/environment.ts';
import type { SystemDescription } from '../../core/system.ts';
import { connectNetwork } from '../../network/network.ts';
import { createRoute } from '../../network/route.ts';
import { addressOf } from '../shared/addresses.ts';
import { kafkaHost, type Layout, toxiproxyPort } from './layout.ts';

/**
 * A port of the proxy's own container that refuses. A container that has ended has no address, and its name is asked for
 * at servers far away, which takes seconds on a busy day: whoever connects must meet nobody at once, as on one machine.
 */
const nobody: Address = { host: '127.0.0.1', port: 1 };

/**
 * One open route for each service that talks to Kafka, in the order of the broker's listeners, and one for each link. The
 * proxy takes connections on all addresses of its container; the harness goes to the one that it reaches directly.
 */
export async function makeRoutes(layout: Layout, system: SystemDescription, host: string) {
  const network = connectNetwork({ host, port: toxiproxyPort });
  const make = (service: string, port: number, upstream: Route['upstream']) =>
    createRoute({ network, service, listen: { host, port }, bind: { host: '0.0.0.0', port }, upstream });
  const behind: Address[] = [];
  const routes = await Promise.all(
    [...layout.proxies].map(([service, port], index) => {
      const listener = layout.broker.services[index]?.bind.port ?? 0;
      behind.push({ host: kafkaHost, port: listener });
      return make(service, port, nobody);
    }),
  );
  const lead = async (there: boolean) => {
    await Promise.all(routes.map((route, index) => route.move(there ? (behind[index] ?? nobody) : nobody)));
  };
  const links = await Promise.all(
    (system.links ?? []).map(({ name, to, port }) => {
      const far = addressOf(to, layout.services.get(to) ?? new Map(), port);
      return make(name, layout.links.get(name) ?? 0, { host: to, port: far.port });
    }),
  );
  return { routes, links, lead };
}
