import { type Address, authority } from '../model/address.ts';
import type { Route } from '../model/environment.ts';
import { Failure } from '../model/failure.ts';
import type { Network } from './network.ts';
import { routeState } from './route-state.ts';
import { addToxic, removeToxic } from './toxics.ts';

export interface RouteOptions {
  readonly network: Network;
  /** Default: the service's. */
  readonly name?: string;
  readonly service: string;
  readonly broker?: string | undefined;
  /** Where it is reached. */
  readonly listen: Address;
  /** What the proxy binds to, where that is not where it is reached. */
  readonly bind?: Address;
  readonly upstream: Address;
}

/** Makes the only way from a service to what is behind: a proxy of its own name, open. Throws a `Failure`. */
export async function createRoute(options: RouteOptions): Promise<Route> {
  const { network, service, broker, listen, bind = listen, upstream, name = service } = options;
  let current = upstream;
  await network.createProxy({ name, listen: authority(bind), upstream: authority(upstream), enabled: true });
  const state = () => routeState(network, name);
  const change = async (open: boolean) => {
    const proxy = await network.get(name);
    await proxy.update({ listen: authority(bind), upstream: authority(current), enabled: open });
    const { open: found } = await state();
    if (found !== open) throw unchanged(name, open);
  };
  return {
    name,
    service,
    broker,
    listen,
    get upstream() {
      return current;
    },
    state,
    open: () => change(true),
    close: () => change(false),
    disturb: (toxic) => addToxic(network, name, toxic),
    calm: (toxic) => removeToxic(network, name, toxic),
    async move(to) {
      current = to;
      await change((await state()).open);
    },
  };
}

const unchanged = (service: string, open: boolean): Failure =>
  new Failure('defect', {
    attempted: `${open ? 'Opening' : 'Closing'} the route of ${service}`,
    happened: `Toxiproxy took the request, and says when asked anew that the route is ${open ? 'closed' : 'open'}`,
    remedy: 'Look for something else that changes the proxies of this run.',
  });
