import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { during } from '../engine/steps/during.ts';
import { expectRecovery } from '../engine/steps/expect-recovery.ts';
import { wait } from '../engine/steps/wait.ts';
import { broker, route } from '../faults/index.ts';
import { seconds } from '../model/clock.ts';
import { Failure } from '../model/failure.ts';
import { validateScenario } from './scenario-shape.ts';

const step = expectRecovery({ within: seconds(1) });
const check = { name: 'no-restart', claim: 'none', judge: () => undefined };
const good = {
  title: 'A story',
  story: 'What a user sees.',
  tags: ['gate'],
  system: {
    name: 'a-system',
    topics: [{ name: 'events', partitions: 1 }],
    services: [{ name: 'a', kafka: true, source: 'a', ports: ['http'], command: () => [] }],
    variants: ['only'],
    invariants: [],
    read: () => undefined,
    readHealth: () => undefined,
  },
  load: { title: 'asks', every: 500, ask: async () => undefined },
  steps: [step],
  expect: [check],
};

const own = (name: string) => ({
  name,
  options: z.strictObject({ loud: z.boolean() }),
  title: () => name,
  brings: 'nothing' as const,
  run: async () => undefined,
});

describe('a scenario file', () => {
  test('that is well made is taken as it is', () => expect(validateScenario(good, 'x.ts')).toBe(good));

  test.each([
    ['no default export', undefined, /default export/],
    ['an empty expectation', { ...good, expect: [] }, /expect: /],
    ['a step that is none', { ...good, steps: [step, { name: 'wait' }] }, /steps\.1\.do: missing/],
    ['no recovery', { ...good, steps: [wait(seconds(1))] }, /steps: expected a recover/],
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
      { ...good, steps: [during(broker.partitioned({ topic: 'events', partition: 0 }), []), step] },
      /steps: broker\.partitioned is not for a system with one broker/,
    ],
    [
      'a kind of step that there is none of',
      { ...good, steps: [step, { do: 'wiat' }] },
      /steps\.1\.do: there is no "wiat"; did you mean "wait"\?/,
    ],
    [
      'an option of a step that is none',
      { ...good, steps: [step, { do: 'wait', with: { forMs: 1, for: 2 } }] },
      /steps\.1\.with: .*"for"/,
    ],
    [
      'an option of a step that is missing',
      { ...good, steps: [step, { do: 'wait' }] },
      /steps\.1\.with\.forMs: missing/,
    ],
    [
      'an option of a fault that is of another type',
      { ...good, steps: [step, { do: 'during', fault: 'route.latency', with: { ms: 'long' }, steps: [] }] },
      /steps\.1\.with\.ms: expected number/,
    ],
    [
      'a fault that there is none of',
      { ...good, steps: [step, { do: 'during', fault: 'route.cutt', steps: [] }] },
      /steps\.1\.fault: there is no "route\.cutt"; did you mean "route\.cut"\?/,
    ],
    [
      'a step inside of a fault that is wrong',
      { ...good, steps: [step, during(route.cut(), [{ do: 'wait', with: { forMs: -1 } }])] },
      /steps\.1\.steps\.0\.with\.forMs: /,
    ],
    [
      'a condition that there is none of',
      { ...good, steps: [step, { do: 'waitUntil', with: { what: 'x', withinMs: 1, condition: { is: 'fine' } } }] },
      /steps\.1\.with\.condition\.is: there is no "fine"/,
    ],
    [
      'an option of a condition that is wrong',
      {
        ...good,
        steps: [
          step,
          { do: 'waitUntil', with: { what: 'x', withinMs: 1, condition: { is: 'cutTimes', with: { atLeast: 0 } } } },
        ],
      },
      /steps\.1\.with\.condition\.with\.atLeast: /,
    ],
    [
      'a step of its own by a name of the harness',
      { ...good, system: { ...good.system, steps: [own('wait')] } },
      /"wait" is a name of the harness's own/,
    ],
    ['a load that never asks', { ...good, load: { ...good.load, every: 0 } }, /load\.every/],
  ])('with %s is refused, with the path of the field', (_what, value, message) => {
    expect(() => validateScenario(value, 'x.ts')).toThrow(message);
    expect(() => validateScenario(value, 'x.ts')).toThrow(Failure);
  });

  test('may be told in steps that its system brings, whose options are looked at, too', () => {
    const system = { ...good.system, steps: [own('shout')] };
    const told = { ...good, system, steps: [{ do: 'shout', with: { loud: true } }, step] };
    expect(validateScenario(told, 'x.ts')).toBe(told);
    const wrong = { ...told, steps: [{ do: 'shout', with: { loud: 'very' } }, step] };
    expect(() => validateScenario(wrong, 'x.ts')).toThrow(/steps\.0\.with\.loud: expected boolean/);
  });
});
