import { z } from 'zod';
import type { Environment, Route } from '../model/environment.ts';
import { Failure } from '../model/failure.ts';
import type { FaultWindow } from '../model/fault.ts';
import type { History } from '../model/history.ts';
import type { Recorder } from '../model/recorder.ts';
import { kafkaServices } from './evidence.ts';

/** Stands for every service, or every link. */
const all = 'all';

/** Whose way to Kafka (or which link) a fault is on: its name, or `all`. */
export const whose = z.string().min(1).default(all);

/** A window of a fault that is on some ways and not on others. */
export type ScopedWindow = FaultWindow<{ readonly of: string }>;

export const isMeant = (of: string, name: string): boolean => of === all || of === name;

/** The routes that a fault is about. Throws a `Failure` when the service has none. */
export function routesIn(environment: Environment, of: string): readonly Route[] {
  const routes = environment.routes.filter(({ service }) => isMeant(of, service));
  if (routes.length > 0) return routes;
  throw new Failure('usage', {
    attempted: `disturb the way of ${of} to Kafka`,
    happened: `only ${environment.routes.map(({ service }) => service).join(', ')} have one`,
    remedy: 'Correct the name in the scenario.',
  });
}

/** The same routes as a history names them. */
export const scopeIn = (history: History, { parameters: { of } }: FaultWindow): readonly string[] =>
  typeof of !== 'string' || of === all ? kafkaServices(history) : [of];

/** Writes what the proxy itself says of each route. */
export async function recordRoutes(routes: readonly Route[], recorder: Recorder): Promise<void> {
  for (const route of routes) {
    const { open, toxics } = await route.state();
    recorder.record({ kind: 'route', route: route.name, open, toxics: [...toxics] });
  }
}
