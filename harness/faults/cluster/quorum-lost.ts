import { z } from 'zod';
import { brokersOf } from '../../analysis/cluster.ts';
import type { Observation } from '../../model/evidence.ts';
import { type FaultWindow, faultType } from '../../model/fault.ts';
import type { History } from '../../model/history.ts';
import { routesMet, routesOpen } from '../evidence.ts';
import { killAll, wholeCluster } from './control.ts';
import { killedAndStarted, victimsOf } from './evidence.ts';

const name = 'broker.quorumLost';

/**
 * All brokers but one die at once (SIGKILL). The one that is left answers, and can neither elect a leader nor
 * acknowledge a record. Healing starts the others again, with their data.
 */
export const quorumLost = faultType({
  name,
  options: z.strictObject({}),
  brokers: 'several',
  title: () => 'all brokers but one are killed (SIGKILL)',
  inject: async (control) => {
    await wholeCluster(control, name);
    return killAll(control, control.environment.brokers.slice(0, -1));
  },
  evidence: (history, window) => {
    const victims = victimsOf(history, window);
    const ways = history.run.services
      .filter(({ kafka }) => kafka)
      .flatMap(({ name: service }) => victims.map((broker) => `${service}@${broker}`));
    return [
      ...killedAndStarted(history, window, brokersOf(history).length - 1),
      ...routesMet(history, window, ['closed', 'reset', 'refused'], ways),
      oneLivedOn(history, window, victims),
      nothingCameIn(history, window),
      ...routesOpen(history, window),
    ];
  },
});

/** What had been acknowledged may be seen so much later; after that nothing can come to be. */
const seenLateMs = 1000;

/** The witness, which asks all brokers past all proxies, saw nothing come into Kafka: what is left acknowledges nothing. */
function nothingCameIn(history: History, { from, healFrom }: FaultWindow): Observation {
  const seen = history.of('record').filter(({ at }) => at > from + seenLateMs && at < healFrom);
  return {
    sentence: `while one broker was left ${seen.length} records came to be seen in Kafka`,
    holds: seen.length === 0 && healFrom - from > seenLateMs,
    lines: seen.map(({ line }) => line),
  };
}

/** It was the same process from before the fault until after the heal. */
function oneLivedOn(history: History, { injectAt, to }: FaultWindow, victims: readonly string[]): Observation {
  const left = brokersOf(history).filter((broker) => !victims.includes(broker));
  const exits = history
    .of('process')
    .filter(({ subject, phase, at }) => left.includes(subject) && phase === 'exited' && at >= injectAt && at <= to);
  return {
    sentence: `${left.join(', ')} was left, and ${exits.length === 0 ? 'ran all the time' : 'ended as well'}`,
    holds: left.length === 1 && exits.length === 0,
    lines: exits.map(({ line }) => line),
  };
}
