import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../../tests/support/native/temporary-folder.ts';
import { identityOf, isRunning, pidSpace, runVariable } from './processes.ts';
import { openRegistry, type RegisteredRun } from './registry.ts';
import { makeScratchFolder, scratchFolderOf } from './scratch.ts';
import { sweep } from './sweep.ts';

/** There has never been such a process. */
const dead = { pid: 4_194_305, startTime: '1' };
const mark = '.norestart-run.json';

function setUp() {
  const folder = temporaryFolder();
  const cache = join(folder, 'cache', 'norestart');
  const outside = join(folder, 'outside');
  for (const each of [cache, outside]) mkdirSync(each, { recursive: true });
  writeFileSync(join(outside, 'precious'), 'of somebody');
  const registry = openRegistry(cache);
  const database = new DatabaseSync(join(cache, 'registry.sqlite'));
  onTestFinished(() => {
    registry.close();
    database.close();
  });
  const place = (run: string) => scratchFolderOf(cache, run);
  const enter = ({ run, harness, scratchFolder, space }: Omit<RegisteredRun, 'processes'>) => {
    const values = [run, harness.pid, harness.startTime, scratchFolder, space.host, space.boot, space.namespace];
    database.prepare('INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?)').run(...values);
  };
  /** A dead run with a folder, as it would be left by a harness that was killed. */
  const leave = (run: string, more: Partial<RegisteredRun> = {}) => {
    const row = { run, harness: dead, scratchFolder: place(run), space: pidSpace(), ...more };
    makeScratchFolder(row);
    enter(row);
    return row;
  };
  return { cache, outside, registry, database, place, enter, leave };
}

test('only what is proven to be of a dead run of this user, machine and cache is removed; all the rest is told', async () => {
  const { cache, outside, registry, place, enter, leave } = setUp();
  const space = pidSpace();
  const row = (run: string, scratchFolder: string) => enter({ run, harness: dead, scratchFolder, space });
  leave('ours');
  row('root', '/');
  row('cache', cache);
  row('outside', outside);
  row('relative', 'x');
  row('traversal', join(cache, 'scratch', '..', '..', '..', 'outside'));
  row('un-normal', `${cache}/scratch/../../../outside`);
  row('of-another', place('no-json'));
  mkdirSync(join(outside, 'marked'));
  symlinkSync(outside, place('linked'));
  row('linked', place('linked'));
  leave('elsewhere', { scratchFolder: join(outside, 'marked') });
  for (const run of ['unmarked', 'no-json', 'huge', 'linked-mark', 'other-process']) mkdirSync(place(run));
  writeFileSync(join(place('no-json'), mark), 'null');
  writeFileSync(join(place('huge'), mark), '');
  truncateSync(join(place('huge'), mark), 10_000_000);
  symlinkSync(join(place('ours'), mark), join(place('linked-mark'), mark));
  makeScratchFolder({
    run: 'other-process',
    harness: { ...dead, pid: 77 },
    scratchFolder: place('other-process'),
    space,
  });
  for (const run of ['unmarked', 'no-json', 'huge', 'linked-mark', 'other-process']) row(run, place(run));
  leave('other-host', { space: { ...space, host: 'elsewhere', boot: 'another' } });
  leave('same-host-name', { space: { ...space, boot: 'another' } });
  leave('other-container', { space: { ...space, namespace: 'pid:[1]' } });
  row('../..', place('../..'));
  row('long'.repeat(2_500_000), place('long'));
  enter({ run: 'no-pid', harness: { pid: -1, startTime: 'x' }, scratchFolder: place('no-pid'), space });
  const before = registry.runs().length;

  const { swept, left } = await sweep(registry);
  expect(swept.map(({ run }) => run.slice(0, 100))).toEqual(['ours']);
  expect(left.every(({ goesOn, why, run }) => !goesOn && why !== '' && run.length <= 100)).toBe(true);
  expect(registry.runs(), 'what was left is still known').toHaveLength(before - 1);
  expect(left).toHaveLength(before - 1 + 4);
  expect(existsSync(join(outside, 'precious'))).toBe(true);
  for (const run of left.map((one) => one.run).filter((name) => registry.runs().some((one) => one.run === name)))
    expect(existsSync(registry.runs().find((one) => one.run === run)?.scratchFolder ?? ''), run).toBe(true);
});

test('what this machine left before its last start is cleared up: its mark is older than that', async () => {
  const { registry, leave, place } = setUp();
  const row = leave('before', { space: { ...pidSpace(), boot: 'an earlier one' } });
  expect((await sweep(registry)).left.map(({ run }) => run)).toEqual(['before']);
  utimesSync(join(row.scratchFolder, mark), 1, 1);
  const { swept } = await sweep(registry);
  // On a disk that other machines may write to, it stays.
  expect([swept.length === 1, existsSync(place('before'))]).toSatisfy(([gone, there]) => gone !== there);
});

test.skipIf(process.getuid?.() !== 0)('what another user left is told and left alone, and ours goes on', async () => {
  const { registry, leave, database } = setUp();
  chownSync(leave('theirs').scratchFolder, 65_534, 65_534);
  leave('ours');
  // No folder is left of it, but a process.
  const space = pidSpace();
  const child = spawn('sleep', ['300'], { uid: 65_534, env: { [runVariable]: 'process' }, detached: true });
  onTestFinished(() => void child.kill('SIGKILL'));
  database
    .prepare('INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run('process', dead.pid, dead.startTime, '/gone', space.host, space.boot, space.namespace);
  registry.addProcess('process', identityOf(child.pid ?? 0), 'central');
  const { swept, left } = await sweep(registry);
  expect(swept.map(({ run }) => run)).toEqual(['ours']);
  expect(left.map(({ run, why }) => `${run}: ${why}`).sort()).toEqual([
    expect.stringMatching(/^process: .*belongs to another user/),
    'theirs: it belongs to another user',
  ]);
  expect(isRunning(identityOf(child.pid ?? 0))).toBe(true);
});

test('no row of any kind makes a sweep fail, or touch a folder that is no run of this cache', {
  timeout: 60_000,
}, async () => {
  const { registry, outside, enter, cache, database } = setUp();
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('.', '..', outside, cache, '/', ''),
  );
  const rows = fc.record({
    run: text,
    harness: fc.record({ pid: fc.integer(), startTime: text }),
    scratchFolder: fc.oneof(
      text,
      text.map((end) => `${outside}/${end}`),
      text.map((end) => `${cache}/scratch/${end}`),
    ),
    space: fc.constant(pidSpace()),
  });
  await fc.assert(
    fc.asyncProperty(rows, async (row) => {
      database.exec('DELETE FROM runs');
      enter(row);
      await sweep(registry);
      expect(existsSync(join(outside, 'precious'))).toBe(true);
      expect(existsSync(join(cache, 'registry.sqlite'))).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('a registry that a newer norestart wrote is left as it is', () => {
  const { cache, database } = setUp();
  database.exec('PRAGMA user_version = 1');
  expect(() => openRegistry(cache)).toThrow(/a newer norestart wrote it/);
});
