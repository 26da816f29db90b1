import type { History, Placed } from '../core/history.ts';
import { fulfilled, ledger } from '../core/ledger.ts';

/** Something that the facts so far say or do not say. */
export interface Condition {
  holds(history: History): boolean;
  /** What is missing, for a person. */
  missing(history: History): string;
}

/** The last word of each service about itself. */
export const latestHealth = (history: History): ReadonlyMap<string, Placed<'health'>> =>
  new Map(history.of('health').map((fact) => [fact.service, fact]));

/** Every service is up; those that talk to Kafka say that they are not ready and wait for it. */
export function degraded(): Condition {
  const wrong = (history: History) => {
    const health = latestHealth(history);
    return history.run.services.filter(({ name, kafka }) => {
      const word = health.get(name);
      const up = word?.answer === 'says';
      return !(up && (!kafka || (word.ready === false && word.waitingFor?.includes('kafka'))));
    });
  };
  const describe = (history: History, name: string) => {
    const word = latestHealth(history).get(name);
    if (word?.answer !== 'says') return `${name} gives no good answer on /health (${word?.answer ?? 'not asked yet'})`;
    return `${name} says ready: ${word.ready}, waiting for: ${word.waitingFor?.join(', ') || 'nothing'}`;
  };
  return {
    holds: (history) => wrong(history).length === 0,
    missing: (history) =>
      wrong(history)
        .map(({ name }) => describe(history, name))
        .join('; '),
  };
}

/** So many operations went all the way. */
export function fulfilledOperations(atLeast: number): Condition {
  const count = (history: History) => ledger(history).filter(fulfilled).length;
  return {
    holds: (history) => count(history) >= atLeast,
    missing: (history) => `${count(history)} of ${atLeast} went all the way`,
  };
}
