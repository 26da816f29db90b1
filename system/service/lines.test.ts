import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';

const module = JSON.stringify(new URL('./log.ts', import.meta.url).href);
const words = (script: string) => [
  '--input-type=module',
  '--eval',
  `import { openLog } from ${module}; const log = openLog('central'); const { setTimeout: pause } = await import('node:timers/promises'); ${script}`,
];
const parsed = (output: string) =>
  output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

async function file() {
  const folder = await mkdtemp(join(tmpdir(), 'ev-lines-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'log');
  const handle = await open(path, 'a');
  onTestFinished(() => handle.close());
  return { path, fd: handle.fd };
}

test('a disk that is full costs lines, not the service, and how many is told when there is room', async () => {
  const { path, fd } = await file();
  // The shell's file may have 4 blocks of 512 bytes; the limit is lifted when the service has said what does not fit.
  const child = spawn(
    process.execPath,
    words(
      "for (let n = 0; n < 50; n += 1) log.info({ n }, 'a line'); await pause(0); console.error('full'); process.stdin.once('data', () => { log.info('again'); process.exit(7); });",
    ),
    {
      stdio: ['pipe', fd, 'pipe'],
    },
  );
  const { pid, stdin, stderr } = child;
  if (!stdin || !stderr) throw new Error('It has pipes.');
  spawnSync('prlimit', [`--pid=${pid}`, '--fsize=2048:']);
  await once(stderr, 'data');
  spawnSync('prlimit', [`--pid=${pid}`, '--fsize=unlimited:']);
  stdin.end('go on');
  const [code] = await once(child, 'exit');
  expect(code).toBe(7);
  const lines = parsed(readFileSync(path, 'utf8'));
  const kept = lines.filter(({ msg }) => msg === 'a line').length;
  expect(kept).toBeGreaterThan(3);
  expect(lines.slice(kept).map(({ msg, lost }) => [msg, lost])).toEqual([
    ['again', undefined],
    ['lines of this log could not be written', 50 - kept],
  ]);
});

test('a device that is full costs lines, not the service', () => {
  const { status, stderr } = spawnSync(
    '/bin/sh',
    [
      '-c',
      '"$0" "$@" > /dev/full',
      process.execPath,
      ...words('for (let n = 0; n < 3; n += 1) log.error({ n }, "line " + n); await pause(10); process.exit(7);'),
    ],
    { encoding: 'utf8' },
  );
  expect({ status, stderr }).toEqual({ status: 7, stderr: '' });
});

test('a reader that is gone costs lines, not the service', async () => {
  const child = spawn(
    process.execPath,
    words(
      "process.stdin.once('data', async () => { for (let n = 0; n < 3; n += 1) log.info('nobody reads'); await pause(10); process.exit(7); }); log.info('begun');",
    ),
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  await once(child.stdout, 'data');
  child.stdout.destroy();
  await once(child.stdout, 'close');
  child.stdin.end('go on');
  expect(await once(child, 'exit')).toEqual([7, null]);
});

test('a reader that does not read holds nothing up, gets whole lines, and is told how many are missing', async () => {
  const many = 5000;
  const child = spawn(
    '/bin/sh',
    [
      '-c',
      '"$0" "$@" | { read go <&3; cat; }',
      process.execPath,
      ...words(
        `for (let n = 0; n < ${many}; n += 1) log.info({ n }, 'a line'); console.error('done'); process.stdin.once('data', () => { setInterval(() => log.info('again'), 10); setTimeout(() => process.exit(0), 500); });`,
      ),
    ],
    {
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    },
  );
  const { stdin, stdout, stderr } = child;
  const reader = child.stdio[3];
  if (!stdin || !stdout || !stderr || !reader || !('end' in reader)) throw new Error('It has pipes.');
  const output = text(stdout);
  await once(stderr, 'data');
  reader.end('go\n');
  stdin.end('go on');
  const lines = parsed(await output);
  const kept = lines.filter(({ msg }) => msg === 'a line').length;
  expect(kept).toBeLessThan(many);
  const lost = lines.flatMap(({ lost }) => lost ?? []).reduce((sum, each) => sum + each, 0);
  expect(lost).toBe(many - kept);
});
