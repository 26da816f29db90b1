import type { Toxic } from '../../model/environment.ts';
import type { Fault, FaultEvidence } from '../../model/fault.ts';
import { proxyBore, routesOpen } from '../evidence.ts';
import { type On, routesIn, scopeIn, scopeOf } from '../scope.ts';
import { measuredUnder, othersUnharmed, proxiesClean } from './evidence.ts';
import { disturb, toxic } from './toxics.ts';

export interface SlowCloseOptions extends On {
  /** Milliseconds after which the one end learns that the other has closed. */
  readonly ms: number;
}

/** That a connection was closed is learnt late: until then it looks alive, and what is sent on it is lost. */
export const slowClose = ({ ms, ...on }: SlowCloseOptions): Fault => ({
  name: 'route.slowClose',
  title: `the end of a connection to Kafka is learnt ${ms} ms late (${scopeOf(on).of})`,
  parameters: { ms, ...scopeOf(on) },
  inject: ({ environment, recorder }) =>
    disturb({
      routes: routesIn(environment, on),
      all: environment.routes,
      recorder,
      toxics: delays(ms),
      asking: { questions: 1, untilClosed: true },
    }),
});

const delays = (delay: number): readonly Toxic[] =>
  (['upstream', 'downstream'] as const).map((stream) => toxic('slow_close', stream, { delay }));

export const slowCloseEvidence: FaultEvidence = {
  name: 'route.slowClose',
  evidence: (history, window) => {
    const of = scopeIn(history, window);
    const least = Number(window.parameters.ms);
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
};
