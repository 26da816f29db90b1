import { z } from 'zod';
import type { Control } from '../../model/control.ts';
import { Failure } from '../../model/failure.ts';
import { faultType } from '../../model/fault.ts';
import { routesOpen } from '../evidence.ts';
import { startWithoutTopics, untilRoutesMeet } from './control.ts';
import { brokerMadeThem, onePartitionEach, routesWithTopics, topicsWereMissing } from './evidence.ts';

const answersWithinMs = 5000;
const made = /Replayed PartitionRecord for new partition/;

/**
 * Nobody made the topics, and a client that asks for them carelessly makes them come into being, with as many
 * partitions as the broker gives by default. The operator who makes them late finds them there, and leaves them so.
 * The scenario needs `brokerSettings: { 'auto.create.topics.enable': true, 'num.partitions': 1 }`.
 */
export const autoCreated = faultType({
  name: 'topics.autoCreated',
  options: z.strictObject({}),
  title: () => 'a careless client makes the topics, with one partition each',
  inject: async (control) => {
    await startWithoutTopics(control);
    const { environment, recorder, kafka } = control;
    const { topics } = recorder.history().run;
    const names = topics.map(({ name }) => name);
    const before = environment.broker.log().length;
    await kafka.askForTopics(names, answersWithinMs);
    if (!(await untilRoutesMeet(control, ({ outcome }) => outcome === 'answers'))) throw notMade();
    tell(control, environment.broker.log().slice(before));
    return async (ending) => {
      if (!ending.aborted) await environment.makeTopics(topics, ending);
    };
  },
  evidence: (history, window) => [
    topicsWereMissing(history, window),
    ...brokerMadeThem(history, window),
    ...onePartitionEach(history),
    ...routesWithTopics(history, window),
    ...routesOpen(history, window),
  ],
});

function tell({ environment, recorder }: Control, log: string): void {
  for (const line of log.split('\n').filter((each) => made.test(each))) {
    recorder.record({ kind: 'log-line', subject: environment.broker.name, text: line.slice(0, 300) });
  }
}

const notMade = () =>
  new Failure('usage', {
    attempted: 'have the topics made by a careless client (topics.autoCreated)',
    happened: 'the broker did not make them',
    remedy: "Give the scenario brokerSettings: { 'auto.create.topics.enable': true, 'num.partitions': 1 }.",
  });
