import { expect, test } from 'vitest';
import { command, makeFolder } from './command.ts';
import { cannotRun } from './messaging/testing/kafka.ts';

test.skipIf(cannotRun)('several are run one after the other, and a control counts as it should be', async () => {
  const running = command(['run', 'calm', 'canary', '--out', makeFolder()]);
  const { code } = await running.ended;
  const output = running.output();
  expect(output).toMatch(/1\/2 .* calm: recovered .*report\.html/);
  expect(output).toMatch(/2\/2 .* canary: VIOLATED, as this control must be/);
  expect(output).toContain('2 of 2 as they should be.');
  expect(code).toBe(0);
});

test.skipIf(cannotRun)('the gravest end is the end of all', async () => {
  const running = command([
    'run',
    'calm',
    'slow-kafka',
    '--out',
    makeFolder(),
    '--generation',
    'before',
    '--workers',
    '2',
  ]);
  const { code } = await running.ended;
  expect(running.output()).toMatch(/calm: recovered/);
  expect(running.output()).toMatch(/slow-kafka: VIOLATED/);
  expect(running.output()).toContain('1 of 2 as they should be; not: slow-kafka.');
  expect(code).toBe(1);
});
