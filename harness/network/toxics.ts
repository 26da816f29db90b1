import type { Toxic } from '../core/environment.ts';
import { Failure } from '../core/failure.ts';
import type { Network } from './network.ts';
import { routeState } from './route-state.ts';

/** Puts a toxic on the service's route, for every connection: chance has no place in a verdict. Throws a `Failure`. */
export async function addToxic(network: Network, service: string, toxic: Toxic): Promise<void> {
  const proxy = await network.get(service);
  await proxy.addToxic({ ...toxic, toxicity: 1 });
  await verify(network, service, toxic.name, true);
}

/** Takes a toxic off the service's route; one that is not there is no error. Throws a `Failure`. */
export async function removeToxic(network: Network, service: string, name: string): Promise<void> {
  const { toxics } = await routeState(network, service);
  if (!toxics.includes(name)) return;
  const proxy = await network.get(service);
  await (await proxy.getToxic(name)).remove();
  await verify(network, service, name, false);
}

async function verify(network: Network, service: string, name: string, expected: boolean): Promise<void> {
  const { toxics } = await routeState(network, service);
  if (toxics.includes(name) === expected) return;
  throw new Failure('defect', {
    attempted: `${expected ? 'Adding' : 'Removing'} the toxic ${name} ${expected ? 'to' : 'from'} the route of ${service}`,
    happened: `Toxiproxy took the request, and says when asked anew that it has ${toxics.join(', ') || 'none'}`,
    remedy: 'Look for something else that changes the proxies of this run.',
  });
}
