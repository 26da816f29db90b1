import { setTimeout as delay } from 'node:timers/promises';
import { askForTopics } from '../kafka/attempt.ts';
import { addPartitions, deleteTopics } from '../kafka/change-topics.ts';
import { fill } from '../kafka/fill.ts';
import { lastRead } from '../kafka/final-read.ts';
import type { Control, KafkaControl } from '../model/control.ts';
import { adminsOf } from '../model/environment.ts';
import { Failure } from '../model/failure.ts';
import type { FaultUse } from '../model/fault.ts';
import type { StepContext } from '../model/step.ts';
import { garbageServer } from '../proxy/garbage-server.ts';
import { ask } from '../util/http.ts';
import { measuring } from './measuring.ts';

/**
 * Brings a fault and writes down when it was there; resolves with what heals it and writes that down, too. Which one of
 * its name it is in this run is counted in the history of the run.
 */
export async function inject(
  context: StepContext,
  { fault: name, with: given }: FaultUse,
): Promise<() => Promise<void>> {
  const { recorder, signal, vocabulary } = context;
  const type = vocabulary.faults.get(name);
  if (!type) {
    throw new Failure('usage', {
      attempted: `bring the fault ${name}`,
      happened: 'there is no fault of this name',
      remedy: 'Correct the name in the scenario, or give the system a fault of this name.',
    });
  }
  const parameters = type.options.parse(given);
  const before = recorder.history().of('fault');
  const number = before.filter(({ phase }) => phase === 'inject').length + 1;
  const fact = { kind: 'fault', fault: `${name}#${number}`, name, title: type.title(parameters) } as const;
  recorder.record({ ...fact, phase: 'inject', parameters: { ...parameters }, sparesKafka: type.sparesKafka ?? false });
  const heal = await type.inject(controlOf(context, fact.fault), parameters);
  recorder.record({ ...fact, phase: 'injected' });
  return async () => {
    recorder.record({ ...fact, phase: 'heal' });
    await heal(signal);
    recorder.record({ ...fact, phase: 'healed' });
  };
}

/** What a fault may do in this run; `by` names its injection. */
function controlOf({ environment, recorder, signal }: StepContext, by: string): Control {
  return {
    environment,
    recorder,
    signal,
    by,
    kafka: kafkaOf({ environment, signal }),
    delay: (ms, until = signal) => delay(ms, undefined, { signal: until, ref: false }),
    askHealth: async (service, until = signal) => {
      const question = { method: 'GET', address: service.address('http'), path: '/health', timeoutMs: 1000 } as const;
      const answer = await ask({ ...question, signal: until });
      if (answer.result !== 'answered') return { answered: false };
      return { answered: true, ...(answer.date === undefined ? {} : { date: answer.date }) };
    },
    garbageServer: (seed) => garbageServer(seed, environment.ownHost),
    measure: (routes, asking) => measuring(routes, asking, recorder),
  };
}

function kafkaOf({ environment, signal }: Pick<StepContext, 'environment' | 'signal'>): KafkaControl {
  const admins = adminsOf(environment);
  return {
    fill: (topic) => fill(admins, topic),
    readAll: async (topics, withinMs) => (await lastRead({ admins, topics, withinMs, signal })).records,
    deleteTopics: (topics) => deleteTopics({ admins, topics, signal }),
    addPartitions: (topics, count) => addPartitions({ admins, topics, count, signal }),
    askForTopics: async (topics, timeoutMs) => {
      await askForTopics(environment.admin, { topics, timeoutMs, creating: true });
    },
  };
}
