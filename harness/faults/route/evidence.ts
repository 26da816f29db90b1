import type { Observation } from '../../model/evidence.ts';
import type { ProbeOutcome } from '../../model/fact.ts';
import { type FaultWindow, faultWindows } from '../../model/fault.ts';
import type { History, Placed } from '../../model/history.ts';
import { attempts, kafkaServices, kinds, probesIn } from '../evidence.ts';

type Measurement = Placed<'measurement'>;

/** What a toxic does to one measurement. */
export interface Showing {
  /** Such as "the first byte came after at least 1000 ms". */
  readonly claim: string;
  readonly shows: (one: Measurement) => boolean;
}

/** Every measurement through each route shows it while the fault is there, and not all do when it is healed. */
export const measuredUnder = (
  history: History,
  window: FaultWindow,
  of: readonly string[],
  showing: Showing,
): Observation[] =>
  of.flatMap((service) => [under(history, window, service, showing), clean(history, window, service, showing)]);

function under(history: History, window: FaultWindow, service: string, { claim, shows }: Showing): Observation {
  // Without a byte nobody was there to answer: that is another fault's doing.
  const inside = measurements(history, service).filter(
    ({ from, to, bytes }) => from >= window.from && to <= window.healFrom && bytes > 0,
  );
  const showing = inside.filter(shows).length;
  return {
    sentence: `${showing} of ${inside.length} measurements through the route of ${service}: ${claim}`,
    holds: inside.length > 0 && showing === inside.length,
    lines: inside.map(({ line }) => line),
  };
}

function clean(history: History, window: FaultWindow, service: string, { claim, shows }: Showing): Observation {
  const after = measurements(history, service).filter(({ from }) => from >= window.healFrom);
  const free = after.filter((one) => one.answeredMs !== undefined && !shows(one));
  return {
    sentence: `after the heal ${after.length - free.length} of ${after.length} measurements through the route of ${service}: ${claim}`,
    holds: free.length > 0,
    lines: free.map(({ line }) => line),
  };
}

const measurements = (history: History, service: string): readonly Measurement[] =>
  history.of('measurement').filter(({ route }) => route === service);

/** The proxy itself says after the heal that it is open and bears no toxic. */
export const proxiesClean = (history: History, window: FaultWindow, of: readonly string[]): Observation[] =>
  of.map((service) => {
    const proxy = history.of('route').findLast(({ route, at }) => route === service && at >= window.healFrom);
    const words = proxy && [proxy.open ? 'open' : 'closed', ...proxy.toxics].join(', ');
    return {
      sentence: `after the heal the proxy of ${service} said it was ${words ?? 'nothing'}`,
      holds: proxy?.open === true && proxy.toxics.length === 0,
      lines: proxy ? [proxy.line] : [],
    };
  });

/** The ways that the fault is not on were open and bore no toxic, by their proxies' own word, and answered. */
export function othersUnharmed(
  history: History,
  window: FaultWindow,
  of: readonly string[],
  all: readonly string[] = kafkaServices(history),
): Observation[] {
  let found: readonly FaultWindow[] | undefined;
  // Only where there is something that they may have done: a history may tell of very many faults.
  const others = () => {
    found ??= faultWindows(history).filter(
      ({ fault, injectAt, to }) => fault !== window.fault && to >= window.from && injectAt <= window.healFrom,
    );
    return found;
  };
  return all
    .filter((name) => !of.includes(name))
    .flatMap((name) => {
      const during = probesIn(history, window, name);
      // What another fault does at the same time says nothing of this one.
      const mine = during.filter(
        ({ first, last }) => !others().some(({ injectAt, to }) => last >= injectAt && first <= to),
      );
      if (during.length > 0 && mine.length === 0) return [];
      const proxy = history
        .of('route')
        .find(({ route, at }) => route === name && at >= window.injectAt && at <= window.healFrom);
      const clean = proxy?.open === true && proxy.toxics.length === 0;
      return [
        {
          sentence: `the way of ${name}, which the fault is not on, was ${clean ? 'clean' : 'not clean'} by its proxy's word, and ${attempts(mine)} attempts met: ${kinds(mine)}`,
          holds: clean && answersOrBusy(mine),
          lines: [...(proxy ? [proxy.line] : []), ...mine.map(({ line }) => line)],
        },
      ];
    });
}

/** Whether they met answers and, seldomer, a silence: the machine may be busy, and the proxy says that nothing is in the way. */
function answersOrBusy(probes: readonly Placed<'probe'>[]): boolean {
  const met = (outcome: ProbeOutcome) => attempts(probes.filter((probe) => probe.outcome === outcome));
  return met('answers') > met('silent') && met('answers') + met('silent') === attempts(probes);
}

/** What the services of these names said to Kafka. */
export function recordsOf(history: History, of: readonly string[]): readonly Placed<'record'>[] {
  const sources = history.run.services.filter(({ name }) => of.includes(name)).map(({ source }) => source);
  return history.of('record').filter(({ source }) => sources.includes(source));
}
