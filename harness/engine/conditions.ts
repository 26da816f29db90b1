import { z } from 'zod';
import { fulfilled, ledger } from '../analysis/operations.ts';
import type { History, Placed } from '../model/history.ts';
import type { Condition, ConditionType } from '../model/step.ts';

/** The last word of each service about itself. */
export const latestHealth = (history: History): ReadonlyMap<string, Placed<'health'>> =>
  new Map(history.of('health').map((fact) => [fact.service, fact]));

const nothing = z.strictObject({});
const atLeast = z.strictObject({ atLeast: z.int().positive() });

/** Every service is up; those that talk to Kafka say that they are not ready and wait for it. */
export const degraded = (): Condition => ({ is: 'degraded' });

const degradedType: ConditionType<Record<string, never>> = {
  name: 'degraded',
  options: nothing,
  holds: (history) => notDegraded(history).length === 0,
  missing: (history) => {
    const health = latestHealth(history);
    const describe = (name: string) => {
      const word = health.get(name);
      if (word?.answer !== 'says')
        return `${name} gives no good answer on /health (${word?.answer ?? 'not asked yet'})`;
      return `${name} says ready: ${word.ready}, waiting for: ${word.waitingFor?.join(', ') || 'nothing'}`;
    };
    return notDegraded(history)
      .map(({ name }) => describe(name))
      .join('; ');
  },
};

function notDegraded(history: History) {
  const health = latestHealth(history);
  return history.run.services.filter(({ name, kafka }) => {
    const word = health.get(name);
    const up = word?.answer === 'says';
    return !(up && (!kafka || (word.ready === false && word.waitingFor?.includes('kafka'))));
  });
}

/** A condition that so many of something are there; `words` say of how many, such as "went all the way". */
const counting = (
  name: string,
  words: string,
  count: (history: History) => number,
): ConditionType<{ readonly atLeast: number }> => ({
  name,
  options: atLeast,
  holds: (history, { atLeast: least }) => count(history) >= least,
  missing: (history, { atLeast: least }) => `${count(history)} of ${least} ${words}`,
});

/** So many operations went all the way. */
export const fulfilledOperations = (least: number): Condition => ({
  is: 'fulfilledOperations',
  with: { atLeast: least },
});

/** So many operations that were asked for under the fault that came last went all the way. */
export const fulfilledMeanwhile = (least: number): Condition => ({
  is: 'fulfilledMeanwhile',
  with: { atLeast: least },
});

/** So many questions were answered with a clear no under the fault that came last: nothing of them was kept. */
export const refusedMeanwhile = (least: number): Condition => ({ is: 'refusedMeanwhile', with: { atLeast: least } });

const lastFaultAt = (history: History): number =>
  history.of('fault').findLast(({ phase }) => phase === 'injected')?.at ?? Number.POSITIVE_INFINITY;

const fulfilledSince = (history: History): number => {
  const since = lastFaultAt(history);
  return ledger(history).filter((entry) => fulfilled(entry) && entry.invokedAt >= since).length;
};

const refusedSince = (history: History): number => {
  const since = lastFaultAt(history);
  return history.of('operation').filter(({ phase, at }) => phase === 'fail' && at >= since).length;
};

/** The proxy of each service said so many times under the fault that came last that it was closed, and is open again. */
export const cutTimes = (least: number): Condition => ({ is: 'cutTimes', with: { atLeast: least } });

const cutTimesType: ConditionType<{ readonly atLeast: number }> = {
  name: 'cutTimes',
  options: atLeast,
  holds: (history, { atLeast: least }) => cutSeldomer(history, least).length === 0,
  missing: (history, { atLeast: least }) =>
    `not ${least} times: ${cutSeldomer(history, least)
      .map(({ name }) => name)
      .join(', ')}`,
};

function cutSeldomer(history: History, least: number) {
  const since = history.of('fault').findLast(({ phase }) => phase === 'inject')?.at ?? Number.POSITIVE_INFINITY;
  return history.run.services.filter(({ name, kafka }) => {
    const said = history.of('route').filter(({ route, at }) => route === name && at >= since);
    return kafka && (said.filter(({ open }) => !open).length < least || said.at(-1)?.open === false);
  });
}

/** A service says that it is not ready and waits for this. */
export const waitsFor = (service: string, what: string): Condition => ({ is: 'waitsFor', with: { service, what } });

const waitsForType: ConditionType<{ readonly service: string; readonly what: string }> = {
  name: 'waitsFor',
  options: z.strictObject({ service: z.string(), what: z.string() }),
  holds: (history, { service, what }) => {
    const word = latestHealth(history).get(service);
    return word?.ready === false && word.waitingFor?.includes(what) === true;
  },
  missing: (history, { service }) =>
    `${service} says that it waits for: ${latestHealth(history).get(service)?.waitingFor?.join(', ') || 'nothing'}`,
};

/** Kafka answers through every service's route, as the last attempts of the prober say. */
export const kafkaAnswers = (): Condition => ({ is: 'kafkaAnswers' });

const kafkaAnswersType: ConditionType<Record<string, never>> = {
  name: 'kafkaAnswers',
  options: nothing,
  holds: (history) => unanswered(history).length === 0,
  missing: (history) =>
    `Kafka does not answer through the route of ${unanswered(history)
      .map(({ name }) => name)
      .join(', ')}`,
};

function unanswered(history: History) {
  const latest = new Map(history.of('probe').map((fact) => [fact.route, fact]));
  return history.run.services.filter(({ name, kafka }) => kafka && latest.get(name)?.outcome !== 'answers');
}

/** Every kind of condition that the harness knows: a new one is a line here. */
export const conditionTypes: readonly ConditionType[] = [
  degradedType,
  counting('fulfilledOperations', 'went all the way', (history) => ledger(history).filter(fulfilled).length),
  counting('fulfilledMeanwhile', 'that were asked for meanwhile went all the way', fulfilledSince),
  counting('refusedMeanwhile', 'were refused', refusedSince),
  cutTimesType,
  waitsForType,
  kafkaAnswersType,
];
