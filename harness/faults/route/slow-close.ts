import { z } from 'zod';
import type { Toxic } from '../../model/environment.ts';
import { faultType } from '../../model/fault.ts';
import { proxyBore, routesOpen } from '../evidence.ts';
import { routesIn, scopeIn, whose } from '../scope.ts';
import { measuredUnder, othersUnharmed, proxiesClean } from './evidence.ts';
import { disturb, toxic } from './toxics.ts';

/** That a connection was closed is learnt late: until then it looks alive, and what is sent on it is lost. */
export const slowClose = faultType({
  name: 'route.slowClose',
  options: z.strictObject({ ms: z.number().positive(), of: whose }),
  brokers: 'one',
  title: ({ ms, of }) => `the end of a connection to Kafka is learnt ${ms} ms late (${of})`,
  inject: (control, { ms, of }) =>
    disturb(control, {
      routes: routesIn(control.environment, of),
      all: control.environment.routes,
      toxics: delays(ms),
      asking: { questions: 1, untilClosed: true },
    }),
  evidence: (history, window) => {
    const of = scopeIn(history, window);
    const least = window.parameters.ms;
    const showing = {
      claim: `Kafka hung up, and that was learnt not before ${least} ms`,
      shows: ({
        answeredMs,
        closedMs = Number.POSITIVE_INFINITY,
      }: {
        answeredMs?: number | undefined;
        closedMs?: number | undefined;
      }) => answeredMs !== undefined && closedMs >= least,
    };
    return [
      ...delays(least).flatMap(({ name }) => proxyBore(history, window, of, name)),
      ...measuredUnder(history, window, of, showing),
      ...othersUnharmed(history, window, of),
      ...proxiesClean(history, window, of),
      ...routesOpen(history, window, of),
    ];
  },
});

const delays = (delay: number): readonly Toxic[] =>
  (['upstream', 'downstream'] as const).map((stream) => toxic('slow_close', stream, { delay }));
