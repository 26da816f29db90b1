import type { Environment, Route } from '../model/environment.ts';
import { Failure } from '../model/failure.ts';
import type { FaultWindow } from '../model/fault.ts';
import type { History } from '../model/history.ts';
import type { Recorder } from '../model/recorder.ts';
import { kafkaServices } from './evidence.ts';

/** Whose way to Kafka a fault is on: a service's, or that of all. */
export interface On {
  readonly of?: string;
}

/** As it is written down in the fault's parameters. */
export const scopeOf = ({ of }: On): { readonly of: string } => ({ of: of ?? 'all' });

/** The routes that a fault is about. Throws a `Failure` when the service has none. */
export function routesIn(environment: Environment, { of }: On): readonly Route[] {
  const routes = environment.routes.filter(({ service }) => of === undefined || service === of);
  if (routes.length > 0) return routes;
  throw new Failure('usage', {
    attempted: `disturb the way of ${of} to Kafka`,
    happened: `only ${environment.routes.map(({ service }) => service).join(', ')} have one`,
    remedy: 'Correct the name in the scenario.',
  });
}

/** The same routes as a history names them. */
export const scopeIn = (history: History, { parameters }: FaultWindow): readonly string[] =>
  parameters.of === 'all' || parameters.of === undefined ? kafkaServices(history) : [String(parameters.of)];

/** Writes what the proxy itself says of each route. */
export async function recordRoutes(routes: readonly Route[], recorder: Recorder): Promise<void> {
  for (const route of routes) {
    const { open, toxics } = await route.state();
    recorder.record({ kind: 'route', route: route.name, open, toxics: [...toxics] });
  }
}
