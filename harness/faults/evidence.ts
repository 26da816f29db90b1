import type { Observation } from '../model/evidence.ts';
import type { ProbeOutcome } from '../model/fact.ts';
import type { FaultWindow } from '../model/fault.ts';
import type { History, Placed } from '../model/history.ts';

/** Attempts through a route (or `admin`) that began and ended while the fault was there, wholly. */
export const probesIn = (history: History, window: FaultWindow, of: string): Placed<'probe'>[] =>
  history
    .of('probe')
    .filter(({ route, first, last }) => route === of && first >= window.from && last <= window.healFrom);

/** Through each service's route, every attempt met one of these. `of`: the routes that the fault is about. */
export function routesMet(
  history: History,
  window: FaultWindow,
  expected: readonly ProbeOutcome[],
  of: readonly string[] = kafkaServices(history),
): Observation[] {
  return of.map((service) => {
    const probes = probesIn(history, window, service);
    return {
      sentence: `through the route of ${service}, ${attempts(probes)} attempts met: ${kinds(probes)}`,
      holds: mostlyMet(probes, expected),
      lines: probes.map(({ line }) => line),
    };
  });
}

/** The proxy itself said that it was closed, and bore no toxic that would tell another story. */
export function proxyClosed(history: History, window: FaultWindow, of: readonly string[]): Observation[] {
  return of.map((service) => {
    const said = proxySays(history, window, service);
    return {
      sentence: `the proxy of ${service} said it was ${said ? (said.open ? 'open' : 'closed') : 'nothing'}`,
      holds: said?.open === false,
      lines: said ? [said.line] : [],
    };
  });
}

/** The proxy itself said that it was open and bore this toxic. */
export function proxyBore(history: History, window: FaultWindow, of: readonly string[], toxic: string): Observation[] {
  return of.map((service) => {
    const said = proxySays(history, window, service);
    return {
      sentence: `the proxy of ${service} said it bore: ${said?.toxics.join(', ') || 'nothing'}`,
      holds: said?.open === true && said.toxics.includes(toxic),
      lines: said ? [said.line] : [],
    };
  });
}

const proxySays = (history: History, window: FaultWindow, service: string) =>
  history.of('route').findLast(({ route, at }) => route === service && at >= window.injectAt && at <= window.healFrom);

/** The heal held: Kafka answers through each route, and the proxy says that it is open and bears no toxic. */
export function routesOpen(
  history: History,
  window: FaultWindow,
  of: readonly string[] = kafkaServices(history),
): Observation[] {
  return of.map((service) => {
    const answer = history
      .of('probe')
      .find((probe) => probe.route === service && probe.outcome === 'answers' && lastBegan(probe) >= window.healFrom);
    const proxy = history.of('route').findLast(({ route, at }) => route === service && at >= window.healFrom);
    const clean = !proxy || (proxy.open && proxy.toxics.length === 0);
    return {
      sentence: answer
        ? `after the heal Kafka answers through the route of ${service}${clean ? '' : ', which the proxy says is not clean'}`
        : `Kafka never answered through the route of ${service} after the heal`,
      holds: answer !== undefined && clean,
      lines: [...(answer ? [answer.line] : []), ...(proxy ? [proxy.line] : [])],
    };
  });
}

/** Equal attempts are one fact: when the last of them began, at the latest. */
const lastBegan = ({ count, first, last, slowestMs }: Placed<'probe'>): number =>
  count === 1 ? first : Math.max(first, last - (slowestMs ?? last - first));

/**
 * An attempt that met silence may only have met a machine too busy to look within the prober's own 500 ms (one of 358
 * was seen so beside a full test run), so one in twenty of these is no contradiction, and neither is one alone among
 * several that met what was expected. A single answer is one.
 */
const silentAtMost = 0.05;

export function mostlyMet(probes: readonly Placed<'probe'>[], expected: readonly ProbeOutcome[]): boolean {
  const counted = (which: (outcome: ProbeOutcome) => boolean) =>
    probes.reduce((sum, { outcome, count }) => sum + (which(outcome) ? count : 0), 0);
  const all = counted(() => true);
  const silent = counted((outcome) => outcome === 'silent' && !expected.includes('silent'));
  const met = counted((outcome) => expected.includes(outcome));
  return met > silent && met + silent === all && silent <= Math.max(1, all * silentAtMost);
}

/** Names of the services that have a route to Kafka. */
export const kafkaServices = (history: History) =>
  history.run.services.filter(({ kafka }) => kafka).map(({ name }) => name);

export const attempts = (probes: readonly Placed<'probe'>[]): number =>
  probes.reduce((sum, { count }) => sum + count, 0);

/** What they met, and how often, for a person. */
export function kinds(probes: readonly Placed<'probe'>[]): string {
  const counts = new Map<string, number>();
  for (const { outcome, count } of probes) counts.set(outcome, (counts.get(outcome) ?? 0) + count);
  return [...counts].map(([outcome, count]) => `${outcome} ${count}×`).join(', ') || 'nothing';
}
