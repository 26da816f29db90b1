import { expect, test } from 'vitest';
import {
  answered,
  healed,
  healedTwice,
  patience,
  provenByEach,
  tell,
  without,
} from '../../../tests/support/faults/broker-story.ts';
import { during } from '../../engine/steps/during.ts';
import { startBroker } from '../../engine/steps/start-broker.ts';
import { wait } from '../../engine/steps/wait.ts';
import { seconds } from '../../model/clock.ts';
import { topics } from '../index.ts';

const unsaid = { 'the broker does not say so': without((fact) => fact.kind === 'log-line') };

test('each topic gets more partitions, and the broker itself says so', patience, async () => {
  const steps = [
    startBroker(),
    during(healedTwice(topics.partitionsAdded({ count: 5 })), [wait(seconds(1))]),
    answered(),
  ];
  const told = await tell({ steps });
  expect(told.of('final-read').at(-1)?.partitions).toHaveLength(5);
  provenByEach(told, {
    ...healed,
    ...unsaid,
    'nobody read to the end': without((fact) => fact.kind === 'final-read'),
    'there were as many before': (facts) =>
      facts.map((fact) =>
        fact.kind === 'run' ? { ...fact, topics: fact.topics.map((topic) => ({ ...topic, partitions: 5 })) } : fact,
      ),
  });
});

test('each topic is made anew, with another id by the broker itself', patience, async () => {
  const steps = [startBroker(), during(healedTwice(topics.recreated()), [wait(seconds(1))]), answered()];
  const told = await tell({ steps });
  provenByEach(told, {
    ...healed,
    ...unsaid,
    'none was removed': without((fact) => fact.kind === 'log-line' && fact.text.includes('RemoveTopicRecord')),
    'the same one came again': (facts) =>
      facts.map((fact) =>
        fact.kind === 'log-line' ? { ...fact, text: fact.text.replace(/ID [\w-]+/, 'ID same') } : fact,
      ),
  });
});
