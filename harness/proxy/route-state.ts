import { z } from 'zod';
import type { RouteState } from '../model/environment.ts';
import type { Network } from './network.ts';

const proxySchema = z.object({ enabled: z.boolean(), toxics: z.array(z.object({ name: z.string() })) });

/** What the server says of the service's proxy at this moment. (The client's own `Proxy` leaves the toxics out.) */
export async function routeState(network: Network, service: string): Promise<RouteState> {
  const { data } = await network.api.get(`${network.host}/proxies/${encodeURIComponent(service)}`);
  const { enabled, toxics } = proxySchema.parse(data);
  return { open: enabled, toxics: toxics.map(({ name }) => name) };
}
