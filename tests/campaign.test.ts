import { expect, test } from 'vitest';
import { command, makeFolder } from './command.ts';
import { cannotRun } from './messaging/testing/kafka.ts';

test.skipIf(cannotRun)(
  'several are run one after the other, and a control counts as it should be',
  { timeout: 120_000 },
  async () => {
    const running = command(['run', 'calm', 'canary', '--out', makeFolder()]);
    const { code } = await running.ended;
    const output = running.output();
    expect(output).toMatch(/1\/2 .* calm: recovered .*report\.html/);
    expect(output).toMatch(/2\/2 .* canary: VIOLATED, as this control must be/);
    expect(output).toContain('2 of 2 as they should be.');
    expect(code).toBe(0);
  },
);

test('the gravest end is the end of all', async () => {
  const running = command(['run', 'calm', 'canary', '--out', makeFolder(), '--runtime', 'none', '--workers', '2']);
  const { code } = await running.ended;
  expect(running.output()).toMatch(/calm: ended with exit code 64/);
  expect(running.output()).toMatch(/0 of 2 as they should be; not: (calm, canary|canary, calm)\./);
  expect(code).toBe(64);
});
