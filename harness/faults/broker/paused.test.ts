import { describe, expect, test } from 'vitest';
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
import { stepThat } from '../../../tests/support/faults/own-words.ts';
import { during } from '../../engine/steps/during.ts';
import { startBroker } from '../../engine/steps/start-broker.ts';
import { wait } from '../../engine/steps/wait.ts';
import { seconds } from '../../model/clock.ts';
import { broker } from '../index.ts';

const states = (told: Awaited<ReturnType<typeof tell>>) => told.of('state').map(({ state }) => state);

describe('Kafka', () => {
  test('stands still, is silent, and goes on as the same process', patience, async () => {
    const told = await tell({
      steps: [startBroker(), during(healedTwice(broker.paused()), [wait(seconds(2.5))]), answered()],
    });
    expect(states(told)).toContain('T');
    expect(states(told).at(-1)).not.toBe('T');
    expect(told.of('process').filter(({ phase }) => phase === 'started')).toHaveLength(1);
    const [stood] = told.of('state').filter(({ state }) => state === 'T');
    provenByEach(told, {
      ...healed,
      'nobody saw it stand still': without((fact) => fact.kind === 'state' && fact.state === 'T'),
      'somebody was told something else than silence': changed(meanwhile(told.facts, through('talker', 'silent')), {
        outcome: 'answers',
      }),
      'nobody tried the route meanwhile': without(through('talker', 'silent')),
      'nobody looked after the heal': without((fact) => fact.kind === 'state' && fact.at > (stood?.at ?? 0)),
      'another process went on': (facts) => {
        const last = facts.findLast((fact) => fact.kind === 'state');
        return facts.map((fact) => (fact === last ? { ...last, pid: last.pid + 1 } : fact));
      },
      'it still stood still': (facts) => facts.map((fact) => (fact.kind === 'state' ? { ...fact, state: 'T' } : fact)),
    });
  });

  test('goes on also when the run is ended meanwhile', patience, async () => {
    const ending = new AbortController();
    const interrupt = stepThat('Ctrl-C', async () => ending.abort(new Error('Ctrl-C')));
    const told = await tell({
      steps: [startBroker(), during(broker.paused(), [interrupt, wait(seconds(60))])],
      signal: ending.signal,
    });
    expect(told.of('aborted')).toHaveLength(1);
    expect(states(told).at(-1)).toMatch(/^[RSD]$/);
  });
});
