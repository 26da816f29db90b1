import type { Fault, FaultEvidence } from '../../model/fault.ts';
import { routesOpen } from '../evidence.ts';
import { routesWithoutTopics } from './evidence.ts';
import { startWithoutTopics } from './grip.ts';

/** Kafka is there, and the topics are not: nobody has made them. Healing is the operator who makes them late. */
export const missing = (): Fault => ({
  name: 'topics.missing',
  title: 'Kafka is there without the topics',
  parameters: {},
  inject: async (context, by) => {
    await startWithoutTopics(context, by);
    const { environment, recorder } = context;
    return async (signal) => {
      if (!signal.aborted) await environment.makeTopics(recorder.history().run.topics, signal);
    };
  },
});

export const missingEvidence: FaultEvidence = {
  name: 'topics.missing',
  evidence: (history, window) => [...routesWithoutTopics(history, window), ...routesOpen(history, window)],
};
