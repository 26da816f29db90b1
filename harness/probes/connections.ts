import { setImmediate as turn } from 'node:timers/promises';
import type { Environment } from '../model/environment.ts';
import type { Recorder } from '../model/recorder.ts';
import { type Probe, pace } from './pace.ts';

/** The connections that the harness itself makes through the proxies, by the ports that they come from. */
export interface OwnConnections {
  add(route: string, port: number): void;
  /** Whether it is one of them; each is asked for once. */
  take(route: string, port: number): boolean;
}

export function ownConnections(): OwnConnections {
  const open = new Set<string>();
  return {
    add: (route, port) => void open.add(`${route} ${port}`),
    take: (route, port) => open.delete(`${route} ${port}`),
  };
}

export interface ConnectionsProbeOptions {
  readonly environment: Pick<Environment, 'routes' | 'links' | 'followConnections'>;
  readonly own: OwnConnections;
  readonly recorder: Recorder;
  readonly onDefect: (error: unknown) => void;
}

const lookEveryMs = 1000;

/** Counts, each second, the connections that others than the harness have made through each proxy, by its own log. */
export function probeConnections({ environment, own, recorder, onDefect }: ConnectionsProbeOptions): Probe {
  const routes = [...environment.routes, ...environment.links];
  // With several brokers a service has several routes: a storm may be on all of them.
  const services = new Map(routes.map(({ name, service }) => [name, service]));
  const fresh = environment.followConnections();
  let from = recorder.elapsed();

  const look = async () => {
    const [accepted, to] = [fresh(), recorder.elapsed()];
    // What the proxy has accepted is open, but the event loop may not have been told of our own yet.
    await turn();
    await turn();
    const others = accepted.filter(({ route, port }) => !own.take(route, port));
    for (const route of new Set(services.values())) {
      const count = others.filter((connection) => services.get(connection.route) === route).length;
      recorder.record({ kind: 'connections', route, from, to, count });
    }
    from = to;
  };

  const probe = pace(lookEveryMs, look, onDefect);
  return {
    stop: async () => {
      await probe.stop();
      await look();
    },
  };
}
