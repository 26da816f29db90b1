import { expect, test } from 'vitest';
import {
  answered,
  ended,
  healedTwice,
  patience,
  provenByEach,
  tell,
} from '../../../tests/support/faults/broker-story.ts';
import { during } from '../../engine/steps/during.ts';
import { startBroker } from '../../engine/steps/start-broker.ts';
import { broker } from '../index.ts';

test('Kafka is stopped and at once started, and a client met that', patience, async () => {
  const told = await tell({ steps: [startBroker(), during(healedTwice(broker.restarted()), []), answered()] });
  const [first, second, third] = told.of('process').filter(({ phase }) => phase === 'started');
  expect(second?.pid).not.toBe(first?.pid);
  expect(third).toBeUndefined();
  provenByEach(told, ended);
});
