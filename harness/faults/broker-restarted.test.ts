import { expect, test } from 'vitest';
import { during } from '../steps/during.ts';
import { startBroker } from '../steps/start-broker.ts';
import { restarted } from './broker-restarted.ts';
import { answered, ended, healedTwice, patience, provenByEach, tell } from './testing/broker-story.ts';

test('Kafka is stopped and at once started, and a client met that', patience, async () => {
  const told = await tell({ steps: [startBroker(), during(healedTwice(restarted()), []), answered()] });
  const [first, second, third] = told.of('process').filter(({ phase }) => phase === 'started');
  expect(second?.pid).not.toBe(first?.pid);
  expect(third).toBeUndefined();
  provenByEach(told, ended);
});
