import { z } from 'zod';
import { faultType } from '../../model/fault.ts';
import { proxyBore, routesOpen } from '../evidence.ts';
import { routesIn, scopeIn, whose } from '../scope.ts';
import { measuredUnder, othersUnharmed, proxiesClean } from './evidence.ts';
import { disturb, questionsFor, toxic, toxicName } from './toxics.ts';

/** Each connection ends after so many bytes, in the middle of an answer. */
export const dataLimit = faultType({
  name: 'route.dataLimit',
  options: z.strictObject({ bytes: z.int().positive(), of: whose }),
  brokers: 'one',
  title: ({ bytes, of }) => `each connection to Kafka ends after ${bytes} bytes of answers (${of})`,
  inject: (control, { bytes, of }) =>
    disturb(control, {
      routes: routesIn(control.environment, of),
      all: control.environment.routes,
      toxics: [toxic('limit_data', 'downstream', { bytes })],
      asking: { questions: questionsFor(bytes * 2) },
    }),
  evidence: (history, window) => {
    const of = scopeIn(history, window);
    const limit = window.parameters.bytes;
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
});
