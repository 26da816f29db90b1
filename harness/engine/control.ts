import { setTimeout as delay } from 'node:timers/promises';
import { askForTopics } from '../kafka/attempt.ts';
import { addPartitions, deleteTopics } from '../kafka/change-topics.ts';
import { fill } from '../kafka/fill.ts';
import { lastRead } from '../kafka/final-read.ts';
import type { Control, KafkaControl } from '../model/control.ts';
import { adminsOf } from '../model/environment.ts';
import type { StepContext } from '../model/step.ts';
import { garbageServer } from '../proxy/garbage-server.ts';
import { ask } from '../util/http.ts';
import { measuring } from './measuring.ts';

/** What a fault may do in this run; `by` names its injection. */
export function controlOf({ environment, recorder, signal }: StepContext, by: string): Control {
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
