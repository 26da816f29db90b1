import type { Toxic } from '../../model/environment.ts';
import type { Fault, FaultEvidence } from '../../model/fault.ts';
import { proxyBore, routesOpen } from '../evidence.ts';
import { type On, routesIn, scopeIn, scopeOf } from '../scope.ts';
import { measuredUnder, othersUnharmed, proxiesClean } from './evidence.ts';
import { questionsFor } from './measuring.ts';
import { disturb, toxic } from './toxics.ts';

export interface SlicingOptions extends On {
  /** The largest piece in which anything arrives, in bytes. */
  readonly bytes: number;
  /** Between two pieces. */
  readonly delayMicroseconds: number;
}

/** What a measurement asks for takes at least so long in pieces, in milliseconds. */
const measuredForMs = 300;

/** Everything arrives in small pieces, there and back, so that no read has a whole answer. */
export const slicing = ({ bytes, delayMicroseconds, ...on }: SlicingOptions): Fault => ({
  name: 'route.slicing',
  title: `everything arrives in pieces of ${bytes} bytes (${scopeOf(on).of})`,
  parameters: { bytes, delayMicroseconds, ...scopeOf(on) },
  inject: ({ environment, recorder }) =>
    disturb({
      routes: routesIn(environment, on),
      all: environment.routes,
      recorder,
      toxics: slicers(bytes, delayMicroseconds),
      asking: { questions: questionsFor((measuredForMs * 1000 * bytes) / delayMicroseconds) },
    }),
});

const slicers = (bytes: number, delay: number): readonly Toxic[] =>
  (['upstream', 'downstream'] as const).map((stream) =>
    toxic('slicer', stream, { average_size: bytes, size_variation: 0, delay }),
  );

export const slicingEvidence: FaultEvidence = {
  name: 'route.slicing',
  evidence: (history, window) => {
    const of = scopeIn(history, window);
    const bytes = Number(window.parameters.bytes);
    const delay = Number(window.parameters.delayMicroseconds);
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
};
