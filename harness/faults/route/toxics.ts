import type { Asking, Control } from '../../model/control.ts';
import type { Route, Toxic } from '../../model/environment.ts';
import type { Heal } from '../../model/fault.ts';
import { recordRoutes } from '../scope.ts';

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
  readonly toxics: readonly Toxic[];
  /** What to ask through each route meanwhile, where the prober alone cannot tell what the toxics do. */
  readonly asking?: Asking;
}

/** Puts toxics on each route, and writes what the proxies say of it then and after they were taken off again. */
export async function disturb(
  { recorder, measure }: Pick<Control, 'recorder' | 'measure'>,
  { routes, all, toxics, asking }: Disturbance,
): Promise<Heal> {
  await each(routes, toxics, (route, one) => route.disturb(one));
  await recordRoutes(all, recorder);
  const measured = asking && measure(routes, asking);
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

/** An answer to one question has more bytes than this. */
const answerBytes = 400;
const mostQuestions = 200;

/** How many questions have answers of about so many bytes. */
export const questionsFor = (bytes: number): number =>
  Math.min(mostQuestions, Math.max(1, Math.ceil(bytes / answerBytes)));
