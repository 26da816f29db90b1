import type { Toxic } from '../model/environment.ts';
import { Failure } from '../model/failure.ts';
import { heldUp } from './http.ts';
import type { Network } from './network.ts';
import { routeState } from './route-state.ts';

/** Puts a toxic on the service's route, for every connection: chance has no place in a verdict. Throws a `Failure`. */
export async function addToxic(network: Network, service: string, toxic: Toxic): Promise<void> {
  const proxy = await network.get(service);
  await proxy.addToxic({ ...toxic, toxicity: 1 });
  await verify(network, service, toxic.name);
}

/**
 * So long Toxiproxy 2.12 may take to let go of a toxic, in milliseconds: for what is still on its way to a client that
 * hangs up just then it waits 5 s each time (`WriteOutput` in its link.go). Whoever wants something else of the same proxy
 * waits as well, and is told 503 (https://github.com/Shopify/toxiproxy/issues/558).
 */
const letsGoWithinMs = 60_000;

/** What goes by itself: the server is held up, or does just now what it was asked to before. */
const passes = (error: unknown): boolean =>
  error instanceof Failure && (error.cause === heldUp || error.message.includes('toxic not found'));

/** Takes a toxic off the service's route; one that is not there is no error. Throws a `Failure`. */
export async function removeToxic(network: Network, service: string, name: string): Promise<void> {
  let reason: unknown;
  for (const began = performance.now(); performance.now() - began < letsGoWithinMs; ) {
    try {
      const { toxics } = await routeState(network, service);
      if (!toxics.includes(name)) return;
      await (await (await network.get(service)).getToxic(name)).remove();
      reason = disagrees(`Removing the toxic ${name} from`, service, toxics);
    } catch (error) {
      // What it was asked it does all the same, after it has told that it cannot: so the next look may find it done.
      if (!passes(error)) throw error;
      reason = error;
    }
  }
  throw reason;
}

async function verify(network: Network, service: string, name: string): Promise<void> {
  const { toxics } = await routeState(network, service);
  if (!toxics.includes(name)) throw disagrees(`Adding the toxic ${name} to`, service, toxics);
}

const disagrees = (attempted: string, service: string, toxics: readonly string[]): Failure =>
  new Failure('defect', {
    attempted: `${attempted} the route of ${service}`,
    happened: `Toxiproxy took the request, and says when asked anew that it has ${toxics.join(', ') || 'none'}`,
    remedy: 'Look for something else that changes the proxies of this run.',
  });
