import type { Fault, FaultEvidence } from '../../model/fault.ts';
import { proxyBore, routesOpen } from '../evidence.ts';
import { type On, routesIn, scopeIn, scopeOf } from '../scope.ts';
import { measuredUnder, othersUnharmed, proxiesClean } from './evidence.ts';
import { questionsFor } from './measuring.ts';
import { disturb, toxic, toxicName } from './toxics.ts';

export interface DataLimitOptions extends On {
  /** After so many bytes of Kafka's answers a connection ends, in the middle of whatever it was saying. */
  readonly bytes: number;
}

/** Each connection ends after so many bytes, in the middle of an answer. */
export const dataLimit = ({ bytes, ...on }: DataLimitOptions): Fault => ({
  name: 'route.dataLimit',
  title: `each connection to Kafka ends after ${bytes} bytes of answers (${scopeOf(on).of})`,
  parameters: { bytes, ...scopeOf(on) },
  inject: ({ environment, recorder }) =>
    disturb({
      routes: routesIn(environment, on),
      all: environment.routes,
      recorder,
      toxics: [toxic('limit_data', 'downstream', { bytes })],
      asking: { questions: questionsFor(bytes * 2) },
    }),
});

export const dataLimitEvidence: FaultEvidence = {
  name: 'route.dataLimit',
  evidence: (history, window) => {
    const of = scopeIn(history, window);
    const limit = Number(window.parameters.bytes);
    const showing = {
      claim: `the connection ended after ${limit} bytes, before all was answered`,
      shows: (one: { bytes: number; answeredMs?: number | undefined; closedMs?: number | undefined }) =>
        one.bytes === limit && one.answeredMs === undefined && one.closedMs !== undefined,
    };
    return [
      ...proxyBore(history, window, of, toxicName('limit_data', 'downstream')),
      ...measuredUnder(history, window, of, showing),
      ...othersUnharmed(history, window, of),
      ...proxiesClean(history, window, of),
      ...routesOpen(history, window, of),
    ];
  },
};
