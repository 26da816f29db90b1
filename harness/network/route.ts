import { z } from 'zod';
import { type Address, authority } from '../core/address.ts';
import type { Route, RouteState } from '../core/environment.ts';
import { Failure } from '../core/failure.ts';
import type { Network } from './network.ts';

export interface RouteOptions {
  readonly network: Network;
  readonly service: string;
  readonly listen: Address;
  readonly upstream: Address;
}

/** A route whose far end can be led elsewhere, for a broker that had to take other ports. */
export interface MovableRoute extends Route {
  move(upstream: Address): Promise<void>;
}

/** Makes the only way from a service to the broker: a proxy with the service's name, open. Throws a `Failure`. */
export async function createRoute({ network, service, listen, upstream }: RouteOptions): Promise<MovableRoute> {
  let current = upstream;
  await network.createProxy({ name: service, listen: authority(listen), upstream: authority(upstream), enabled: true });
  const state = () => routeState(network, service);
  const change = async (open: boolean) => {
    const proxy = await network.get(service);
    await proxy.update({ listen: authority(listen), upstream: authority(current), enabled: open });
    const { open: found } = await state();
    if (found !== open) throw unchanged(service, open);
  };
  return {
    service,
    listen,
    get upstream() {
      return current;
    },
    state,
    open: () => change(true),
    close: () => change(false),
    async move(to) {
      current = to;
      await change((await state()).open);
    },
  };
}

const proxySchema = z.object({ enabled: z.boolean(), toxics: z.array(z.object({ name: z.string() })) });

/** What the server says of the service's proxy at this moment. (The client's own `Proxy` leaves the toxics out.) */
export async function routeState(network: Network, service: string): Promise<RouteState> {
  const { data } = await network.api.get(`${network.host}/proxies/${encodeURIComponent(service)}`);
  const { enabled, toxics } = proxySchema.parse(data);
  return { open: enabled, toxics: toxics.map(({ name }) => name) };
}

const unchanged = (service: string, open: boolean): Failure =>
  new Failure('defect', {
    attempted: `${open ? 'Opening' : 'Closing'} the route of ${service}`,
    happened: `Toxiproxy took the request, and says when asked anew that the route is ${open ? 'closed' : 'open'}`,
    remedy: 'Look for something else that changes the proxies of this run.',
  });
