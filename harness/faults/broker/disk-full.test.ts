import { expect, test } from 'vitest';
import {
  answered,
  gone,
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
import { broker } from '../index.ts';

test('Kafka cannot write any more, says so, halts by itself, and starts when there is room', patience, async () => {
  const told = await tell({
    steps: [startBroker(), during(healedTwice(broker.diskFull()), [wait(seconds(2.5))]), answered()],
  });
  expect(told.of('process').find(({ phase }) => phase === 'exited')).toMatchObject({ code: 1, signal: null });
  expect(told.of('intent').filter(({ subject, action }) => subject === 'kafka' && action !== 'start')).toMatchObject([
    { by: 'down' },
  ]);
  const said = (what: RegExp) => without((fact) => fact.kind === 'log-line' && what.test(fact.text));
  provenByEach(told, {
    ...gone,
    'no limit was set': without((fact) => fact.kind === 'state' && fact.limits !== undefined),
    'Kafka did not say that it cannot write': said(/File too large/),
    'Kafka did not say that it gives up': said(/have failed/),
  });
});
