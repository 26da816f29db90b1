import { z } from 'zod';
import { faultType } from '../../model/fault.ts';
import { routesOpen } from '../evidence.ts';
import { startWithoutTopics } from './control.ts';
import { routesWithoutTopics } from './evidence.ts';

/** Kafka is there, and the topics are not: nobody has made them. Healing is the operator who makes them late. */
export const missing = faultType({
  name: 'topics.missing',
  options: z.strictObject({}),
  title: () => 'Kafka is there without the topics',
  inject: async (control) => {
    await startWithoutTopics(control);
    const { environment, recorder } = control;
    return async (signal) => {
      if (!signal.aborted) await environment.makeTopics(recorder.history().run.topics, signal);
    };
  },
  evidence: (history, window) => [...routesWithoutTopics(history, window), ...routesOpen(history, window)],
});
