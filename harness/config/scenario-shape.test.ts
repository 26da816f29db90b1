import { describe, expect, test } from 'vitest';
import { during } from '../engine/steps/during.ts';
import { broker, route } from '../faults/index.ts';
import { Failure } from '../model/failure.ts';
import { validateScenario } from './scenario-shape.ts';

const step = { name: 'recover', title: 'recover', run: async () => undefined };
const check = { name: 'no-restart', claim: 'none', judge: () => undefined };
const good = {
  title: 'A story',
  story: 'What a user sees.',
  tags: ['gate'],
  system: {
    name: 'a-system',
    topics: [{ name: 'events', partitions: 1 }],
    services: [{ name: 'a', kafka: true, source: 'a', ports: ['http'], command: () => [] }],
    generations: ['only'],
    invariants: [],
    read: () => undefined,
    readHealth: () => undefined,
  },
  load: { title: 'asks', every: 500, ask: async () => undefined },
  steps: [step],
  expect: [check],
};

describe('a scenario file', () => {
  test('that is well made is taken as it is', () => expect(validateScenario(good, 'x.ts')).toBe(good));

  test.each([
    ['no default export', undefined, /default export/],
    ['an empty expectation', { ...good, expect: [] }, /expect: /],
    ['a step that is none', { ...good, steps: [step, { name: 'hold' }] }, /steps\.1\.title: /],
    ['no recovery', { ...good, steps: [{ ...step, name: 'hold' }] }, /steps: expected a recover/],
    ['an unknown field', { ...good, expct: [] }, /expct/],
    [
      'a service on Kafka without a source',
      { ...good, system: { ...good.system, services: [{ ...good.system.services[0], source: undefined }] } },
      /system\.services\.0\.source: expected the source/,
    ],
    [
      'a service without http',
      { ...good, system: { ...good.system, services: [{ ...good.system.services[0], ports: [] }] } },
      /services\.0\.ports: expected one of them to be "http"/,
    ],
    [
      'a topic that Kafka would not take',
      { ...good, system: { ...good.system, topics: [{ name: 'a b', partitions: 1 }] } },
      /system\.topics\.0\.name: expected/,
    ],
    [
      'a fault on the one broker, where there are three',
      { ...good, brokers: 3, steps: [during(broker.killed(), []), step] },
      /steps: broker\.killed is not for a system with 3 brokers/,
    ],
    [
      'a fault on the one way, where there are three',
      { ...good, brokers: 3, steps: [during(route.cut(), []), step] },
      /steps: route\.cut is not for a system with 3 brokers/,
    ],
    [
      'a fault of a cluster, where there is none',
      { ...good, steps: [during(broker.isolated({ topic: 'events', partition: 0 }), []), step] },
      /steps: broker\.isolated is not for a system with one broker/,
    ],
    ['a load that never asks', { ...good, load: { ...good.load, every: 0 } }, /load\.every/],
  ])('with %s is refused, with the path of the field', (_what, value, message) => {
    expect(() => validateScenario(value, 'x.ts')).toThrow(message);
    expect(() => validateScenario(value, 'x.ts')).toThrow(Failure);
  });
});
