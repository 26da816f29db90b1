import { z } from 'zod';
import type { Toxic } from '../../model/environment.ts';
import { faultType } from '../../model/fault.ts';
import { proxyBore, routesOpen } from '../evidence.ts';
import { routesIn, scopeIn, whose } from '../scope.ts';
import { measuredUnder, othersUnharmed, proxiesClean } from './evidence.ts';
import { disturb, questionsFor, toxic } from './toxics.ts';

/** What a measurement asks for takes at least so long in pieces, in milliseconds. */
const measuredForMs = 300;

/** Everything arrives in small pieces, there and back, so that no read has a whole answer. */
export const slicing = faultType({
  name: 'route.slicing',
  options: z.strictObject({ bytes: z.int().positive(), delayMicroseconds: z.number().positive(), of: whose }),
  brokers: 'one',
  title: ({ bytes, of }) => `everything arrives in pieces of ${bytes} bytes (${of})`,
  inject: (control, { bytes, delayMicroseconds, of }) =>
    disturb(control, {
      routes: routesIn(control.environment, of),
      all: control.environment.routes,
      toxics: slicers(bytes, delayMicroseconds),
      asking: { questions: questionsFor((measuredForMs * 1000 * bytes) / delayMicroseconds) },
    }),
  evidence: (history, window) => {
    const of = scopeIn(history, window);
    const bytes = window.parameters.bytes;
    const delay = window.parameters.delayMicroseconds;
    const showing = {
      claim: `the answers took as long as pieces of ${bytes} bytes, ${delay / 1000} ms apart, must take`,
      shows: (one: { bytes: number; answeredMs?: number | undefined }) =>
        one.answeredMs === undefined || one.answeredMs >= ((Math.ceil(one.bytes / bytes) - 1) * delay) / 1000,
    };
    return [
      ...slicers(bytes, delay).flatMap(({ name }) => proxyBore(history, window, of, name)),
      ...measuredUnder(history, window, of, showing),
      ...othersUnharmed(history, window, of),
      ...proxiesClean(history, window, of),
      ...routesOpen(history, window, of),
    ];
  },
});

const slicers = (bytes: number, delay: number): readonly Toxic[] =>
  (['upstream', 'downstream'] as const).map((stream) =>
    toxic('slicer', stream, { average_size: bytes, size_variation: 0, delay }),
  );
