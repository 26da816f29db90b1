import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startScript } from '../../../../tests/support/native/script.ts';
import { temporaryFolder } from '../../../../tests/support/native/temporary-folder.ts';
import { tinyRun } from '../../../../tests/support/native/tiny-run.ts';
import { tinyUp } from '../../../../tests/support/native/tiny-system.ts';
import { onlyNodeAndJavaOnPath, tripwire } from '../../../../tests/support/native/tools-on-path.ts';
import { processesOfRun } from '../../machine/processes.ts';
import { cacheFolder } from '../../shared/cache/location.ts';
import { waitUntil } from '../../shared/wait.ts';
import { native } from '../native.ts';

// Whoever comes first fills the cache of this machine.
tinyRun();

/** For the rest of the test the cache is an empty one. */
function emptyCache(): string {
  const folder = temporaryFolder();
  vi.stubEnv('XDG_CACHE_HOME', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  return join(folder, 'norestart');
}

test('with a full cache a whole run calls neither Maven nor Go', async () => {
  const path = onlyNodeAndJavaOnPath();
  const traces = ['mvn', 'go'].map((name) => tripwire(path, name));
  const script = startScript('whole-run.ts', temporaryFolder());
  const { pids } = JSON.parse(await script.line()) as { pids: number[] };
  expect(pids, 'the broker and two services').toHaveLength(3);
  script.child.stdin?.end();
  expect(await script.line()).toBe('down');
  expect(await script.exited).toBe(0);
  expect(traces.filter((trace) => existsSync(trace))).toEqual([]);
});

test('with an empty one it does, and says what did not work and what to do', async () => {
  const path = onlyNodeAndJavaOnPath();
  const traces = ['mvn', 'go'].map((name) => tripwire(path, name));
  emptyCache();
  const failure = await native.up(tinyUp(temporaryFolder())).catch((error: unknown) => error);
  expect(failure).toMatchObject({ kind: 'missing', message: expect.stringMatching(/learn the version of (mvn|go)/) });
  expect(
    traces.some((trace) => existsSync(trace)),
    'the wire works',
  ).toBe(true);
});

test('a cache whose Kafka is damaged is told with the folder to delete, before anything is started', async () => {
  const entries = readdirSync(cacheFolder()).filter((name) => name.startsWith('kafka-'));
  const cache = emptyCache();
  for (const name of entries) mkdirSync(join(cache, name), { recursive: true });
  const options = tinyUp(temporaryFolder());
  const failure = await native.up(options).catch((error: unknown) => error);
  expect(failure).toMatchObject({ kind: 'missing', message: expect.stringMatching(/Using Kafka .* from the cache/) });
  expect(failure).toMatchObject({
    remedy: expect.stringMatching(/Make .*\/norestart\/kafka-.* readable, or delete it/),
  });
  expect(processesOfRun(options.run)).toEqual([]);
});

test('an abort ends Maven and Go in the middle of their work, and nothing half-made is kept', async () => {
  const cache = emptyCache();
  const ending = new AbortController();
  const lines: string[] = [];
  const options = tinyUp(temporaryFolder(), { signal: ending.signal, progress: (line) => lines.push(line) });
  const coming = native.up(options);
  coming.catch(() => undefined);
  // Each starts others; each of those carries the run's mark.
  const working = { what: 'Maven and Go are at work', withinMs: 20_000, remedy: '' };
  await waitUntil(working, () => lines.length === 2 && processesOfRun(options.run).length >= 2);
  const began = performance.now();
  ending.abort(new Error('Ctrl-C'));
  await expect(coming).rejects.toThrow('Ctrl-C');
  expect(performance.now() - began, 'by themselves they would take longer').toBeLessThan(2000);
  const gone = { what: 'Maven and Go have ended', withinMs: 5000, remedy: '' };
  await waitUntil(gone, () => processesOfRun(options.run).length === 0);
  expect(readdirSync(cache).sort()).toEqual(['locks', 'registry.sqlite', 'scratch']);
});
