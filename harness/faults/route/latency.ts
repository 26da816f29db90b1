import type { Fault, FaultEvidence } from '../../model/fault.ts';
import { proxyBore, routesOpen } from '../evidence.ts';
import { type On, routesIn, scopeIn, scopeOf } from '../scope.ts';
import { measuredUnder, othersUnharmed, proxiesClean } from './evidence.ts';
import { disturb, toxic, toxicName } from './toxics.ts';

export interface LatencyOptions extends On {
  /** Milliseconds by which every answer of Kafka comes later. */
  readonly ms: number;
}

/** Every answer of Kafka comes later by a fixed amount; nothing is lost. */
export const latency = ({ ms, ...on }: LatencyOptions): Fault => ({
  name: 'route.latency',
  title: `answers of Kafka take ${ms} ms longer (${scopeOf(on).of})`,
  parameters: { ms, ...scopeOf(on) },
  inject: ({ environment, recorder }) =>
    disturb({
      routes: routesIn(environment, on),
      all: environment.routes,
      recorder,
      toxics: [toxic('latency', 'downstream', { latency: ms, jitter: 0 })],
      asking: { questions: 1 },
    }),
});

export const latencyEvidence: FaultEvidence = {
  name: 'route.latency',
  evidence: (history, window) => {
    const of = scopeIn(history, window);
    const least = Number(window.parameters.ms);
    const showing = {
      claim: `the answer came, and not before ${least} ms`,
      shows: ({ firstByteMs = 0 }: { firstByteMs?: number | undefined }) => firstByteMs >= least,
    };
    return [
      ...proxyBore(history, window, of, toxicName('latency', 'downstream')),
      ...measuredUnder(history, window, of, showing),
      ...othersUnharmed(history, window, of),
      ...proxiesClean(history, window, of),
      ...routesOpen(history, window, of),
    ];
  },
};
