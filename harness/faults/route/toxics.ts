import type { Route, Toxic } from '../../model/environment.ts';
import type { Heal } from '../../model/fault.ts';
import type { Recorder } from '../../model/recorder.ts';
import { recordRoutes } from '../scope.ts';
import { type Asking, measuring } from './measuring.ts';

type Direction = Toxic['stream'];

/** One toxic with a name of its own, so that the proxy's word can be told from that on another. */
export const toxic = (type: Toxic['type'], stream: Direction, attributes: Toxic['attributes']): Toxic => ({
  name: toxicName(type, stream),
  type,
  stream,
  attributes,
});

export const toxicName = (type: Toxic['type'], stream: Direction): string => `${type}-${stream}`;

export interface Disturbance {
  readonly routes: readonly Route[];
  /** Those whose state is written: with the ones that are spared. */
  readonly all: readonly Route[];
  readonly recorder: Recorder;
  readonly toxics: readonly Toxic[];
  /** What to ask through each route meanwhile, where the prober alone cannot tell what the toxics do. */
  readonly asking?: Asking;
}

/** Puts toxics on each route, and writes what the proxies say of it then and after they were taken off again. */
export async function disturb({ routes, all, recorder, toxics, asking }: Disturbance): Promise<Heal> {
  await each(routes, toxics, (route, one) => route.disturb(one));
  await recordRoutes(all, recorder);
  const measured = asking && measuring(routes, asking, recorder);
  return async (signal) => {
    measured?.disregard();
    await each(routes, toxics, (route, one) => route.calm(one.name));
    // Not before: a connection that is hung up on while answers are on their way holds up the heal (see removeToxic).
    await measured?.stop();
    await recordRoutes(all, recorder);
    await measured?.again(signal);
  };
}

/** All at once: while a fault has come only by half, nobody can say from when on a service had to know of it. */
async function each(
  routes: readonly Route[],
  toxics: readonly Toxic[],
  deed: (route: Route, toxic: Toxic) => Promise<void>,
): Promise<void> {
  await Promise.all(routes.flatMap((route) => toxics.map((one) => deed(route, one))));
}
