import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startScript } from '../../../tests/support/native/script.ts';
import { temporaryFolder } from '../../../tests/support/native/temporary-folder.ts';
import { waitUntil } from '../shared/wait.ts';
import { processStatus } from './processes.ts';
import { openRegistry } from './registry.ts';
import { sweep } from './sweep.ts';

const isThere = (pid: number) => processStatus(pid)?.ended === false;

test('what a killed harness left is ended, with its children, and nothing else is touched', async () => {
  const folder = temporaryFolder();
  const stranger = spawn('sleep', ['300']);
  onTestFinished(() => void stranger.kill('SIGKILL'));
  const harness = startScript('leave-orphans.ts', folder, String(stranger.pid));
  const parent = Number(await harness.line());
  const grandchildFile = join(folder, 'grandchild');
  const written = { what: 'the grandchild is there', withinMs: 10_000, remedy: '' };
  await waitUntil(written, () => existsSync(grandchildFile) && readFileSync(grandchildFile, 'utf8') !== '');
  const grandchild = Number(readFileSync(grandchildFile, 'utf8'));
  const registry = openRegistry(folder);
  onTestFinished(() => registry.close());

  const living = { swept: [], left: [{ run: 'orphaned', why: 'it is still going on', goesOn: true }] };
  expect(await sweep(registry), 'a living harness is left alone').toEqual(living);
  expect([parent, grandchild].map(isThere)).toEqual([true, true]);

  harness.child.kill('SIGKILL');
  await harness.exited;
  expect([parent, grandchild].map(isThere), 'they outlive it').toEqual([true, true]);
  const {
    swept: [swept],
  } = await sweep(registry);
  expect(swept?.run).toBe('orphaned');
  expect(swept?.ended.map(({ pid }) => pid).sort()).toEqual([parent, grandchild].sort());
  expect([parent, grandchild].map(isThere)).toEqual([false, false]);
  expect(isThere(stranger.pid ?? 0), 'the same pid with another start time is somebody else').toBe(true);
  expect(existsSync(join(folder, 'scratch', 'orphaned'))).toBe(false);
  expect(registry.runs()).toEqual([]);
  registry.enter({ run: 'next', scratchFolder: folder });
  expect(registry.claimPortBlock('next', 20000), 'its ports are free again').toBe(true);
});
