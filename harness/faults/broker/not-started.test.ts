import { describe, expect, test } from 'vitest';
import {
  answered,
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
import { broker } from '../index.ts';

describe('no Kafka', () => {
  test.for(['refused', 'closed'] as const)('is %s, until it is started', patience, async (as) => {
    const told = await tell({
      steps: [during(healedTwice(broker.notStarted({ as })), [wait(seconds(2.5))]), answered()],
    });
    expect(told.of('process').filter(({ phase }) => phase === 'started')).toHaveLength(1);
    const met = as === 'refused' ? ['refused'] : ['closed', 'reset'];
    provenByEach(told, {
      ...healed,
      'nobody tried the route meanwhile': without(through('talker', ...met)),
      'nobody tried its own listener meanwhile': without(through('admin', 'refused')),
      'nobody saw it start': without((fact) => fact.kind === 'process' && fact.phase === 'started'),
    });
    if (as === 'refused') {
      provenByEach(told, { 'nobody asked the proxy': without((fact) => fact.kind === 'route' && !fact.open) });
    }
  });
});
