import { z } from 'zod';
import type { Toxic } from '../../model/environment.ts';
import { faultType } from '../../model/fault.ts';
import { proxyBore, routesOpen } from '../evidence.ts';
import { routesIn, scopeIn, whose } from '../scope.ts';
import { measuredUnder, othersUnharmed, proxiesClean } from './evidence.ts';
import { disturb, questionsFor, toxic } from './toxics.ts';

/** What a measurement asks for takes at least so long at the rate of the fault, in milliseconds. */
const measuredForMs = 500;

/** The way to Kafka is narrow: so many bytes a second get through on each connection, and no more. */
export const bandwidth = faultType({
  name: 'route.bandwidth',
  options: z.strictObject({ kilobytesPerSecond: z.number().positive(), of: whose }),
  brokers: 'one',
  title: ({ kilobytesPerSecond, of }) => `the way to Kafka takes ${kilobytesPerSecond} kB a second (${of})`,
  inject: (control, { kilobytesPerSecond, of }) =>
    disturb(control, {
      routes: routesIn(control.environment, of),
      all: control.environment.routes,
      toxics: limits(kilobytesPerSecond),
      asking: { questions: questionsFor(kilobytesPerSecond * measuredForMs) },
    }),
  evidence: (history, window) => {
    const of = scopeIn(history, window);
    const rate = window.parameters.kilobytesPerSecond;
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
});

const limits = (rate: number): readonly Toxic[] =>
  (['upstream', 'downstream'] as const).map((stream) => toxic('bandwidth', stream, { rate }));
