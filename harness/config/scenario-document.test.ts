import { expect, test } from 'vitest';
import { broker, during, expectRecovery, seconds, startServices, wait, waitsFor, waitUntil } from '../index.ts';
import { ms } from '../model/clock.ts';
import type { Scenario } from '../model/scenario.ts';
import { fromDocument, toDocument, toYaml } from './scenario-document.ts';

const scenario: Scenario = {
  title: 'A story',
  story: 'What a user sees.',
  tags: ['gate'],
  system: {
    name: 'a-system',
    topics: [{ name: 'events', partitions: 1 }],
    services: [{ name: 'a', kafka: true, source: 'a', ports: ['http'], command: () => [] }],
    variants: ['only'],
    invariants: [],
    read: () => expect.unreachable(),
    readHealth: () => expect.unreachable(),
  },
  load: { title: 'asks', every: ms(500), asked: 'a', ask: async () => ({ phase: 'ok', detail: '' }) },
  steps: [
    during(broker.notStarted({ as: 'refused' }), [
      startServices(),
      waitUntil('it waits', waitsFor('a', 'kafka'), { within: seconds(5) }),
    ]),
    wait(seconds(1)),
    expectRecovery({ within: seconds(5) }),
  ],
  expect: [{ name: 'no-restart', claim: 'none', judge: () => expect.unreachable() }],
};

test.each([
  ['YAML', toYaml],
  ['JSON', (one: Scenario) => JSON.stringify(toDocument(one))],
])('a scenario that was written as %s is read back as it was', (_what, written) => {
  expect(fromDocument(written(scenario), scenario, 'x.yaml')).toEqual(scenario);
});

test('what is wrong in a document is said with its place', () => {
  const text = toYaml(scenario).replace('forMs: 1000', 'forMs: soon').replace('as: refused', 'as: refusd');
  const read = () => fromDocument(text, scenario, 'x.yaml');
  expect(read).toThrow(/steps\.1\.with\.forMs: expected number/);
  expect(read).toThrow(/steps\.0\.with\.as: expected one of "refused"\|"closed"/);
  expect(() => fromDocument('just a sentence', scenario, 'x.yaml')).toThrow(/default export: expected object/);
  expect(() => fromDocument(toYaml(scenario).replace('a-system', 'another'), scenario, 'x.yaml')).toThrow(
    /system: expected object/,
  );
});
