import { z } from 'zod';
import { seconds } from '../../model/clock.ts';
import type { Observation } from '../../model/evidence.ts';
import type { ProbeOutcome } from '../../model/fact.ts';
import { type FaultWindow, faultType } from '../../model/fault.ts';
import type { History } from '../../model/history.ts';
import { waitFor } from '../../model/wait.ts';
import { routesOpen } from '../evidence.ts';
import { recordRoutes, routesIn, scopeIn, whose } from '../scope.ts';
import { othersUnharmed, proxiesClean } from './evidence.ts';

/** How long a turn may take until the prober has met it, on a machine that is busy. */
const metWithin = seconds(5);

const lastMet = (history: History, service: string): ProbeOutcome | undefined =>
  history.of('probe').findLast(({ route }) => route === service)?.outcome;

/** The way to Kafka is cut and open in turn. The story's steps inside must last as long as all cuts together. */
export const flapping = faultType({
  name: 'route.flapping',
  options: z.strictObject({
    times: z.int().positive(),
    downMs: z.number().positive(),
    upMs: z.number().positive(),
    of: whose,
  }),
  brokers: 'one',
  title: ({ times, downMs, of }) => `the way to Kafka is cut ${times} times for ${downMs} ms (${of})`,
  inject: async ({ environment, recorder, delay }, { times, downMs, upMs, of }) => {
    const routes = routesIn(environment, of);
    const ending = new AbortController();
    const turn = async (way: 'open' | 'close') => {
      await Promise.all(routes.map((route) => route[way]()));
      await recordRoutes(environment.routes, recorder);
    };
    // A turn that the prober did not meet would prove nothing, so each lasts until then, and at least its time.
    const met = (outcome: ProbeOutcome) => () =>
      routes.every(({ service }) => lastMet(recorder.history(), service) === outcome);
    const last = async (forMs: number, outcome: ProbeOutcome) => {
      await delay(forMs, ending.signal);
      await waitFor({ recorder, until: met(outcome), within: metWithin, signal: ending.signal });
    };
    const others = async () => {
      for (let left = times - 1; ; left -= 1) {
        await last(downMs, 'refused');
        await turn('open');
        if (left === 0) return;
        await last(upMs, 'answers');
        await turn('close');
      }
    };
    await turn('close');
    // What went wrong is told by the heal; that it was cut short, by the evidence.
    const cutting = others().catch((error: unknown) => (ending.signal.aborted ? undefined : error));
    return async () => {
      ending.abort();
      const error = await cutting;
      await turn('open');
      if (error !== undefined) throw error;
    };
  },
  evidence: (history, window) => {
    const of = scopeIn(history, window);
    const times = window.parameters.times;
    return [
      ...of.flatMap((service) => [cutsSaid(history, window, service, times), cutsMet(history, window, service, times)]),
      ...othersUnharmed(history, window, of),
      ...proxiesClean(history, window, of),
      ...routesOpen(history, window, of),
    ];
  },
});

/** The proxy itself said so many times that it was closed. */
function cutsSaid(history: History, window: FaultWindow, service: string, times: number): Observation {
  const closed = history
    .of('route')
    .filter(({ route, open, at }) => route === service && !open && at >= window.injectAt && at <= window.healFrom);
  return {
    sentence: `the proxy of ${service} said ${closed.length} of ${times} times that it was closed`,
    holds: closed.length === times,
    lines: closed.map(({ line }) => line),
  };
}

/** The prober met so many stretches of refusal, with answers between them. */
function cutsMet(history: History, window: FaultWindow, service: string, times: number): Observation {
  const met = history
    .of('probe')
    .filter(({ route, outcome, first, last }) => {
      const told = outcome === 'refused' || outcome === 'answers';
      return told && route === service && last >= window.injectAt && first <= window.healFrom;
    })
    .map(({ outcome, line }) => ({ outcome, line }));
  const begins = met.filter(({ outcome }, index) => outcome === 'refused' && met[index - 1]?.outcome !== 'refused');
  return {
    sentence: `through the route of ${service} ${begins.length} of ${times} stretches of refusal were met`,
    holds: begins.length === times,
    lines: begins.map(({ line }) => line),
  };
}
