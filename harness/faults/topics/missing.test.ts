import { expect, test } from 'vitest';
import {
  answered,
  changed,
  healed,
  healedTwice,
  meanwhile,
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

test('Kafka says that it does not know the topics, until they are made', patience, async () => {
  const told = await tell({
    steps: [during(healedTwice(topics.missing()), [wait(seconds(2.5))]), answered()],
    topics: 'none',
  });
  expect(told.of('final-read').at(-1)?.partitions).toHaveLength(2);
  provenByEach(told, {
    ...healed,
    'nobody tried the route meanwhile': without(through('talker', 'not-ready')),
    'Kafka was not ready for another reason': (facts) =>
      facts.map((fact) =>
        fact.kind === 'probe' && fact.detail ? { ...fact, detail: 'topic tiny-events: no leader' } : fact,
      ),
    'somebody found the topics': changed(meanwhile(told.facts, through('talker', 'not-ready')), { outcome: 'answers' }),
  });
});

test('where somebody else makes the topics, that is told before anything is started', patience, async () => {
  const scenario = { steps: [during(topics.missing(), [])] };
  await expect(tell(scenario)).rejects.toThrow(/they are: pre-created/);
});
