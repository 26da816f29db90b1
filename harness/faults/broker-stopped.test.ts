import { expect, test } from 'vitest';
import { seconds } from '../core/clock.ts';
import { during } from '../steps/during.ts';
import { hold } from '../steps/hold.ts';
import { startBroker } from '../steps/start-broker.ts';
import { stopped } from './broker-stopped.ts';
import { answered, gone, healedTwice, patience, provenByEach, tell } from './testing/broker-story.ts';

test('Kafka is shut down in good order, is away, and is started again', patience, async () => {
  const told = await tell({
    steps: [startBroker(), during(healedTwice(stopped()), [hold(seconds(2.5))]), answered()],
  });
  const ends = told.of('process').filter(({ phase }) => phase === 'exited');
  expect(ends.map(({ code }) => code)[0], 'Java ends by SIGTERM').toBe(143);
  expect(
    told.of('process').filter(({ phase }) => phase === 'started'),
    'twice healed is once started',
  ).toHaveLength(2);
  provenByEach(told, gone);
});
