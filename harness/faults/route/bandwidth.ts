import type { Toxic } from '../../model/environment.ts';
import type { Fault, FaultEvidence } from '../../model/fault.ts';
import { proxyBore, routesOpen } from '../evidence.ts';
import { type On, routesIn, scopeIn, scopeOf } from '../scope.ts';
import { measuredUnder, othersUnharmed, proxiesClean } from './evidence.ts';
import { questionsFor } from './measuring.ts';
import { disturb, toxic } from './toxics.ts';

export interface BandwidthOptions extends On {
  /** Thousands of bytes a second, for each connection, there and back. */
  readonly kilobytesPerSecond: number;
}

/** What a measurement asks for takes at least so long at the rate of the fault, in milliseconds. */
const measuredForMs = 500;

/** The way to Kafka is narrow: so many bytes a second get through on each connection, and no more. */
export const bandwidth = ({ kilobytesPerSecond, ...on }: BandwidthOptions): Fault => ({
  name: 'route.bandwidth',
  title: `the way to Kafka takes ${kilobytesPerSecond} kB a second (${scopeOf(on).of})`,
  parameters: { kilobytesPerSecond, ...scopeOf(on) },
  inject: ({ environment, recorder }) =>
    disturb({
      routes: routesIn(environment, on),
      all: environment.routes,
      recorder,
      toxics: limits(kilobytesPerSecond),
      asking: { questions: questionsFor(kilobytesPerSecond * measuredForMs) },
    }),
});

const limits = (rate: number): readonly Toxic[] =>
  (['upstream', 'downstream'] as const).map((stream) => toxic('bandwidth', stream, { rate }));

export const bandwidthEvidence: FaultEvidence = {
  name: 'route.bandwidth',
  evidence: (history, window) => {
    const of = scopeIn(history, window);
    const rate = Number(window.parameters.kilobytesPerSecond);
    const showing = {
      claim: `no more than ${rate} kB a second came through`,
      // A kilobyte a second is a byte a millisecond. The toxic counts in steps of 100 ms.
      shows: ({ bytes, answeredMs }: { bytes: number; answeredMs?: number | undefined }) =>
        answeredMs === undefined || bytes / answeredMs <= rate * 1.1,
    };
    return [
      ...limits(rate).flatMap(({ name }) => proxyBore(history, window, of, name)),
      ...measuredUnder(history, window, of, showing),
      ...othersUnharmed(history, window, of),
      ...proxiesClean(history, window, of),
      ...routesOpen(history, window, of),
    ];
  },
};
