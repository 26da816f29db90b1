import { expect, test } from 'vitest';
import { goodRun } from '../../tests/support/histories/good-run.ts';
import type { Fact } from '../model/fact.ts';
import { history } from '../model/history.ts';
import { durations } from './durations.ts';

const step = (phase: 'begin' | 'end', at: number, path: string, name: string): Fact => ({
  kind: 'step',
  at,
  path,
  step: name,
  title: name,
  ...(phase === 'begin' ? { phase } : { phase, outcome: 'done' }),
});

test('what a story waits for on purpose, and what it waits for the recovery, are told from the rest', () => {
  const [first] = goodRun();
  const facts = [
    ...(first ? [first] : []),
    step('begin', 100, '1', 'startBroker'),
    step('end', 1100, '1', 'startBroker'),
    step('begin', 1100, '2', 'during'),
    step('begin', 1200, '2.1', 'wait'),
    step('end', 3200, '2.1', 'wait'),
    step('begin', 3200, '2.2', 'waitUntil'),
    step('end', 3300, '2.2', 'waitUntil'),
    step('begin', 3300, '2.3', 'expectAvailability'),
    step('end', 3700, '2.3', 'expectAvailability'),
    step('end', 4000, '2', 'during'),
    step('begin', 4000, '3', 'expectRecovery'),
    step('end', 4800, '3', 'expectRecovery'),
    step('begin', 4800, 'down', 'down'),
    step('end', 5000, 'down', 'down'),
  ];
  expect(durations(history(facts))).toEqual({
    total: 5000,
    scripted: 2100,
    unscripted: 2900,
    recovering: 1200,
    stages: [
      { stage: 'startBroker', took: 1000 },
      { stage: 'during', took: 2900 },
      { stage: 'expectRecovery', took: 800 },
      { stage: 'down', took: 200 },
    ],
    peakMemoryBytes: null,
  });
});

test('a wait that never came to its end lasts as long as the run', () => {
  const [first] = goodRun();
  const facts = [
    ...(first ? [first] : []),
    step('begin', 1000, '1', 'expectRecovery'),
    step('begin', 3000, 'down', 'down'),
  ];
  expect(durations(history(facts))).toMatchObject({ total: 3000, scripted: 0, unscripted: 3000, recovering: 2000 });
});
