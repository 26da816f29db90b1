import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { identityOf, isRunning, pidSpace } from '../harness/runtimes/machine/processes.ts';
import { openRegistry } from '../harness/runtimes/machine/registry.ts';
import { command } from './support/command.ts';
import { temporaryFolder } from './support/native/temporary-folder.ts';

/** A cache with the entry of a run whose harness is dead, and a process that it had started. */
function cacheWith(run: string, scratchFolder: string, user: { readonly uid?: number } = {}) {
  const cache = temporaryFolder();
  const folder = join(cache, 'norestart');
  mkdirSync(folder);
  openRegistry(folder).close();
  const { host, boot, namespace } = pidSpace();
  const database = new DatabaseSync(join(folder, 'registry.sqlite'));
  database
    .prepare('INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(run, 4_194_305, '1', scratchFolder, host, boot, namespace);
  const child = spawn('sleep', ['300'], { ...user, detached: true });
  onTestFinished(() => void child.kill('SIGKILL'));
  const process = identityOf(child.pid ?? 0);
  database.prepare('INSERT INTO processes VALUES (?, ?, ?, ?)').run(run, process.pid, process.startTime, 'central');
  database.close();
  return { cache, process };
}

async function clean(cache: string) {
  const running = command(['clean'], { XDG_CACHE_HOME: cache, DOCKER_HOST: 'unix:///nowhere/docker.sock' });
  const { code } = await running.ended;
  return { code, output: running.output() };
}

test('a folder outside of the cache is told, and left as it is', async () => {
  const outside = temporaryFolder();
  writeFileSync(join(outside, 'precious'), 'of somebody');
  const { cache, process } = cacheWith('copied', outside);
  const { code, output } = await clean(cache);
  expect(existsSync(join(outside, 'precious'))).toBe(true);
  expect(isRunning(process), 'nothing of a run is touched that is not shown to be ours').toBe(true);
  expect(output).toContain(`left alone: run copied: its folder ${outside} is none of this cache`);
  expect(code).toBe(0);
});

test.skipIf(process.getuid?.() !== 0)('what another user left is told, and is no error', async () => {
  const { cache, process } = cacheWith('theirs', '/gone', { uid: 65_534 });
  // Not even root of this machine ends it; whoever is not root could not.
  const { code, output } = await clean(cache);
  expect(isRunning(process)).toBe(true);
  expect(output).toMatch(/left alone: run theirs: .*belongs to another user/);
  expect(code).toBe(0);
});
