import { z } from 'zod';
import { faultType } from '../../model/fault.ts';
import { proxyBore, routesOpen } from '../evidence.ts';
import { routesIn, scopeIn, whose } from '../scope.ts';
import { measuredUnder, othersUnharmed, proxiesClean } from './evidence.ts';
import { disturb, toxic, toxicName } from './toxics.ts';

/** Every answer of Kafka comes later by a fixed amount; nothing is lost. */
export const latency = faultType({
  name: 'route.latency',
  options: z.strictObject({ ms: z.number().positive(), of: whose }),
  brokers: 'one',
  title: ({ ms, of }) => `answers of Kafka take ${ms} ms longer (${of})`,
  inject: (control, { ms, of }) =>
    disturb(control, {
      routes: routesIn(control.environment, of),
      all: control.environment.routes,
      toxics: [toxic('latency', 'downstream', { latency: ms, jitter: 0 })],
      asking: { questions: 1 },
    }),
  evidence: (history, window) => {
    const of = scopeIn(history, window);
    const least = window.parameters.ms;
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
});
