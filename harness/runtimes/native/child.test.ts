import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../../tests/support/native/temporary-folder.ts';
import { processesOfRun, processStatus } from '../machine/processes.ts';
import { openRegistry } from '../machine/registry.ts';
import { waitUntil } from '../shared/wait.ts';
import { launch } from './child.ts';

const parent = fileURLToPath(new URL('../../../tests/support/native/parent.ts', import.meta.url));

/** A registry of its own, and in it a run to launch for. */
function ground() {
  const folder = temporaryFolder();
  const registry = openRegistry(folder);
  onTestFinished(() => registry.close());
  const run = `child-${process.pid}-${performance.now()}`;
  registry.enter({ run, scratchFolder: folder });
  return { what: 'parent', folder, logFile: join(folder, 'logs', 'parent.log'), run, registry };
}

/** A real process with a child, and the child's pid. */
async function launchParent(...words: string[]) {
  const options = ground();
  const child = await launch({ ...options, program: process.execPath, arguments: [parent, ...words] });
  onTestFinished(() => void child.kill());
  const born = () => /born (\d+)/.exec(readFileSync(options.logFile, 'utf8'))?.[1];
  await waitUntil({ what: 'it has a child', withinMs: 10_000, remedy: '' }, () => born() !== undefined);
  return { ...options, child, grandchild: Number(born()) };
}

const isThere = (pid: number) => processStatus(pid)?.ended === false;

describe('a process that was launched', () => {
  test('leads a group of its own, is in the registry, and carries the run’s mark', async () => {
    const { child, run, registry } = await launchParent();
    const { pid } = child.identity;
    expect(processStatus(pid)).toMatchObject({ ...child.identity, group: pid });
    expect(processStatus(process.pid)?.group).not.toBe(pid);
    expect(registry.runs()[0]?.processes).toEqual([{ ...child.identity, what: 'parent' }]);
    expect(processesOfRun(run).map((process) => process.pid)).toContain(pid);
  });

  test('shows the child of its child among its members, and takes it along when it is stopped', async () => {
    const { child, grandchild } = await launchParent();
    const pids = child.members().map(({ pid }) => pid);
    expect(pids).toEqual(expect.arrayContaining([child.identity.pid, grandchild]));
    expect(await child.stop({ graceMs: 10_000 })).toEqual({ code: null, signal: 'SIGTERM' });
    expect(child.members()).toEqual([]);
    expect(pids.filter(isThere)).toEqual([]);
  });

  test('and does not hear SIGTERM is killed when its grace is over, and not before', async () => {
    const { child, grandchild } = await launchParent('deaf');
    const began = performance.now();
    expect(await child.stop({ graceMs: 300 })).toEqual({ code: null, signal: 'SIGKILL' });
    expect(performance.now() - began).toBeGreaterThanOrEqual(300);
    expect([child.identity.pid, grandchild].filter(isThere)).toEqual([]);
  });

  test('and is paused can be stopped without being killed', async () => {
    const { child } = await launchParent();
    child.signal('SIGSTOP');
    expect(await child.stop({ graceMs: 10_000 })).toEqual({ code: null, signal: 'SIGTERM' });
  });

  test('and ends by itself is seen to, and what it leaves behind is still known and can be ended', async () => {
    const { child, grandchild } = await launchParent('brief');
    expect(await child.exited).toEqual({ code: 7, signal: null });
    expect(child.hasExited()).toBe(true);
    expect(child.members().map(({ pid }) => pid)).toContain(grandchild);
    await child.kill();
    expect(isThere(grandchild)).toBe(false);
    expect(await child.kill(), 'a second time does no harm').toEqual({ code: 7, signal: null });
  });
});

test('a program that is not there is a need that is missing, and nothing is left of the attempt', async () => {
  const options = ground();
  const launching = launch({ ...options, program: '/nowhere/java', arguments: [] });
  await expect(launching).rejects.toMatchObject({
    kind: 'missing',
    message: expect.stringContaining('Starting parent (/nowhere/java)'),
  });
  expect(options.registry.runs()[0]?.processes).toEqual([]);
});

test('a process that the registry cannot hold does not go on', async () => {
  const options = ground();
  // Of a run that was never entered.
  const run = `${options.run}-unknown`;
  const launching = launch({ ...options, run, program: process.execPath, arguments: [parent] });
  await expect(launching).rejects.toMatchObject({ kind: 'missing' });
  await waitUntil({ what: 'it is gone', withinMs: 5000, remedy: '' }, () => processesOfRun(run).length === 0);
});
