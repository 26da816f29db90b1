import { fulfilled, ledger } from '../../analysis/operations.ts';
import type { History, Placed } from '../../model/history.ts';

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

const lastFaultAt = (history: History): number =>
  history.of('fault').findLast(({ phase }) => phase === 'injected')?.at ?? Number.POSITIVE_INFINITY;

/** So many operations that were asked for under the fault that came last went all the way. */
export function fulfilledMeanwhile(atLeast: number): Condition {
  const count = (history: History) => {
    const since = lastFaultAt(history);
    return ledger(history).filter((entry) => fulfilled(entry) && entry.invokedAt >= since).length;
  };
  return {
    holds: (history) => count(history) >= atLeast,
    missing: (history) => `${count(history)} of ${atLeast} that were asked for meanwhile went all the way`,
  };
}

/** The proxy of each service said so many times under the fault that came last that it was closed, and is open again. */
export function cutTimes(atLeast: number): Condition {
  const states = (history: History, name: string) => {
    const since = history.of('fault').findLast(({ phase }) => phase === 'inject')?.at ?? Number.POSITIVE_INFINITY;
    return history.of('route').filter(({ route, at }) => route === name && at >= since);
  };
  const wrong = (history: History) =>
    history.run.services.filter(({ name, kafka }) => {
      const said = states(history, name);
      return kafka && (said.filter(({ open }) => !open).length < atLeast || said.at(-1)?.open === false);
    });
  return {
    holds: (history) => wrong(history).length === 0,
    missing: (history) =>
      `not ${atLeast} times: ${wrong(history)
        .map(({ name }) => name)
        .join(', ')}`,
  };
}

/** So many questions were answered with a clear no under the fault that came last: nothing of them was kept. */
export function refusedMeanwhile(atLeast: number): Condition {
  const count = (history: History) => {
    const since = lastFaultAt(history);
    return history.of('operation').filter(({ phase, at }) => phase === 'fail' && at >= since).length;
  };
  return {
    holds: (history) => count(history) >= atLeast,
    missing: (history) => `${count(history)} of ${atLeast} were refused`,
  };
}

/** A service says that it is not ready and waits for this. */
export function waitsFor(service: string, what: string): Condition {
  const word = (history: History) => latestHealth(history).get(service);
  return {
    holds: (history) => word(history)?.ready === false && word(history)?.waitingFor?.includes(what) === true,
    missing: (history) => `${service} says that it waits for: ${word(history)?.waitingFor?.join(', ') || 'nothing'}`,
  };
}

/** Kafka answers through every service's route, as the last attempts of the prober say. */
export function kafkaAnswers(): Condition {
  const unanswered = (history: History) => {
    const latest = new Map(history.of('probe').map((fact) => [fact.route, fact]));
    return history.run.services.filter(({ name, kafka }) => kafka && latest.get(name)?.outcome !== 'answers');
  };
  return {
    holds: (history) => unanswered(history).length === 0,
    missing: (history) =>
      `Kafka does not answer through the route of ${unanswered(history)
        .map(({ name }) => name)
        .join(', ')}`,
  };
}
