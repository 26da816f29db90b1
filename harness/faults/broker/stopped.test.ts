import { expect, test } from 'vitest';
import {
  answered,
  gone,
  healedTwice,
  patience,
  provenByEach,
  tell,
} from '../../../tests/support/faults/broker-story.ts';
import { during } from '../../engine/steps/during.ts';
import { startBroker } from '../../engine/steps/start-broker.ts';
import { wait } from '../../engine/steps/wait.ts';
import { seconds } from '../../model/clock.ts';
import { broker } from '../index.ts';

test('Kafka is shut down in good order, is away, and is started again', patience, async () => {
  const told = await tell({
    steps: [startBroker(), during(healedTwice(broker.stopped()), [wait(seconds(2.5))]), answered()],
  });
  const ends = told.of('process').filter(({ phase }) => phase === 'exited');
  expect(ends.map(({ code }) => code)[0], 'Java ends by SIGTERM').toBe(143);
  expect(
    told.of('process').filter(({ phase }) => phase === 'started'),
    'twice healed is once started',
  ).toHaveLength(2);
  provenByEach(told, gone);
});
