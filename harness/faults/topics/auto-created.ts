import { askForTopics } from '../../kafka/attempt.ts';
import { Failure } from '../../model/failure.ts';
import type { Fault, FaultEvidence } from '../../model/fault.ts';
import type { StepContext } from '../../model/step.ts';
import { routesOpen } from '../evidence.ts';
import { brokerMadeThem, onePartitionEach, routesWithTopics, topicsWereMissing } from './evidence.ts';
import { startWithoutTopics, untilRoutesMeet } from './grip.ts';

const answersWithinMs = 5000;
const made = /Replayed PartitionRecord for new partition/;

/**
 * Nobody made the topics, and a client that asks for them carelessly makes them come into being, with as many
 * partitions as the broker gives by default. The operator who makes them late finds them there, and leaves them so.
 * The scenario needs `brokerSettings: { 'auto.create.topics.enable': true, 'num.partitions': 1 }`.
 */
export const autoCreated = (): Fault => ({
  name: 'topics.autoCreated',
  title: 'a careless client makes the topics, with one partition each',
  parameters: {},
  inject: async (context, by) => {
    await startWithoutTopics(context, by);
    const { environment, recorder } = context;
    const { topics } = recorder.history().run;
    const names = topics.map(({ name }) => name);
    const before = environment.broker.log().length;
    await askForTopics(environment.admin, { topics: names, timeoutMs: answersWithinMs, creating: true });
    if (!(await untilRoutesMeet(context, ({ outcome }) => outcome === 'answers'))) throw notMade();
    tell(context, environment.broker.log().slice(before));
    return async (ending) => {
      if (!ending.aborted) await environment.makeTopics(topics, ending);
    };
  },
});

function tell({ environment, recorder }: StepContext, log: string): void {
  for (const line of log.split('\n').filter((each) => made.test(each))) {
    recorder.record({ kind: 'said', subject: environment.broker.name, text: line.slice(0, 300) });
  }
}

const notMade = () =>
  new Failure('usage', {
    attempted: 'have the topics made by a careless client (topics.autoCreated)',
    happened: 'the broker did not make them',
    remedy: "Give the scenario brokerSettings: { 'auto.create.topics.enable': true, 'num.partitions': 1 }.",
  });

export const autoCreatedEvidence: FaultEvidence = {
  name: 'topics.autoCreated',
  evidence: (history, window) => [
    topicsWereMissing(history, window),
    ...brokerMadeThem(history, window),
    ...onePartitionEach(history),
    ...routesWithTopics(history, window),
    ...routesOpen(history, window),
  ],
};
