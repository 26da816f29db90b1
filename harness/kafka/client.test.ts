import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const client = JSON.stringify(new URL('client.ts', import.meta.url).href);

/** What a Node of its own warns of while it does this. */
async function warnings(script: string): Promise<string> {
  const words = ['--input-type=module', '--eval', script];
  return (await promisify(execFile)(process.execPath, words)).stderr;
}
const negativeTimer = 'setTimeout(() => undefined, -5);';

test('kafkajs’s timers in the past are not told, and every other warning is', async () => {
  expect(await warnings(negativeTimer), 'Node tells them by itself').toContain('TimeoutNegativeWarning');
  const told = await warnings(
    `await import(${client}); ${negativeTimer} process.emitWarning('Beware.', 'OtherWarning');`,
  );
  expect(told).toContain('OtherWarning: Beware.');
  expect(told).not.toContain('TimeoutNegativeWarning');
});
