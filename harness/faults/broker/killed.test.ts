import { expect, test } from 'vitest';
import {
  answered,
  doubts,
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

test('Kafka dies, is away, and is started again', patience, async () => {
  const told = await tell({
    steps: [startBroker(), during(healedTwice(broker.killed()), [wait(seconds(2.5))]), answered()],
  });
  expect(told.of('process').find(({ phase }) => phase === 'exited')).toMatchObject({ signal: 'SIGKILL' });
  expect(told.of('process').filter(({ phase }) => phase === 'started')).toHaveLength(2);
  provenByEach(told, gone);
});

test('of two outages in a row, each has its own evidence', patience, async () => {
  const outage = () => during(broker.killed(), [wait(seconds(2.5))]);
  const told = await tell({ steps: [startBroker(), outage(), answered(), outage(), answered()] });
  expect(doubts(told)).toEqual([]);
  expect(doubts(told, 1)).toEqual([]);
  expect(told.of('process').filter(({ phase }) => phase === 'started')).toHaveLength(3);
});
