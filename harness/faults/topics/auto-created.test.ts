import { expect, test } from 'vitest';
import {
  healed,
  healedTwice,
  patience,
  provenByEach,
  tell,
  through,
  without,
} from '../../../tests/support/faults/broker-story.ts';
import { during } from '../../engine/steps/during.ts';
import { wait } from '../../engine/steps/wait.ts';
import { seconds } from '../../model/clock.ts';
import { topics } from '../index.ts';

const careless = { 'auto.create.topics.enable': true, 'num.partitions': 1 };

test('a careless client makes the topics with one partition, and the operator leaves them so', patience, async () => {
  const steps = [during(healedTwice(topics.autoCreated()), [wait(seconds(2.5))]), wait(seconds(1.5))];
  const told = await tell({ steps, topics: 'none', brokerSettings: careless });
  expect(told.of('final-read').at(-1)?.partitions).toMatchObject([{ topic: 'tiny-events', partition: 0 }]);
  provenByEach(told, {
    ...healed,
    'nobody saw that they were missing': without(through('admin', 'not-ready')),
    'Kafka does not say that it made them': without((fact) => fact.kind === 'log-line'),
    'nobody tried the route meanwhile': (facts) => {
      const heal = facts.findIndex((fact) => fact.kind === 'fault' && fact.phase === 'heal');
      return facts.filter((fact, place) => place > heal || !through('talker', 'answers')(fact));
    },
    'nobody read to the end': without((fact) => fact.kind === 'final-read'),
    'there was more than one partition': (facts) =>
      facts.map((fact) =>
        fact.kind === 'final-read' ? { ...fact, partitions: [...fact.partitions, ...fact.partitions] } : fact,
      ),
    'an operator had made them': (facts) =>
      facts.map((fact) => (fact.kind === 'run' ? { ...fact, topicProvisioning: 'pre-created' } : fact)),
  });
});

test('a broker that makes no topics by itself is told as what is wrong', patience, async () => {
  const told = tell({ steps: [during(topics.autoCreated(), [])], topics: 'none' });
  await expect(told).rejects.toThrow(/the broker did not make them/);
});
