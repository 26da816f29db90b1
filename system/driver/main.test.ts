import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { driverView } from './page/view.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
/** Nothing listens at port 1: Kafka is away for all of these tests. */
const away = '127.0.0.1:1';
let folder: string;
let port: number;
let running: ChildProcess[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'driver-test-'));
  port = await freePort();
  running = [];
});
afterEach(async () => {
  for (const child of running) await end(child, 'SIGKILL');
  rmSync(folder, { recursive: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
const file = (content: string): string => {
  const path = join(folder, 'services.txt');
  writeFileSync(path, content);
  return path;
};
const words = (...more: string[]) => [
  main,
  ...['--driver-id', 'D-1', '--http-port', String(port), '--broker', away],
  ...['--database', join(folder, 'driver.db'), ...more],
];

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

/** A driver that has said that it listens. */
async function start(...more: string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, words(...more), { stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  createInterface(child.stdout).on('line', (line) => line.includes('"listening"') && resolve());
  child.once('exit', (code) => reject(new Error(`The driver ended with code ${code}.`)));
  await listening;
  return child;
}
const ask = async (path: string, body?: object) => {
  const question = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const response = await fetch(`http://127.0.0.1:${port}${path}`, question);
  return { status: response.status, body: await response.json() };
};
const view = async () => driverView.strict().parse((await ask('/view')).body);
/** Bounded by the test's own time. */
async function until<Value>(look: () => Promise<Value>, isIt: (value: Value) => boolean): Promise<Value> {
  for (;;) {
    const value = await look();
    if (isIt(value)) return value;
  }
}

describe('a driver with wrong settings ends with code 64 and says why', () => {
  const run = (...more: string[]) => spawnSync(process.execPath, words(...more), { encoding: 'utf8', timeout: 20_000 });

  test('a bad line in its services file', () => {
    const path = file('# of today\nCP-1\n\nCP 2\n');
    const { status, stderr } = run('--services-file', path);
    expect(status).toBe(64);
    expect(stderr).toContain(`--services-file (or EV_SERVICES_FILE): "${path}": line 4: "CP 2": must be`);
  });

  test('a services file that is not there', () => {
    const path = join(folder, 'nowhere.txt');
    const { status, stderr } = run('--services-file', path);
    expect(status).toBe(64);
    expect(stderr).toContain(path);
    expect(stderr).toContain('no such file');
  });

  test('the name of whoever charges by hand', () => {
    const { status, stderr } = run('--driver-id', 'by-hand');
    expect(status).toBe(64);
    expect(stderr).toContain('--driver-id (or EV_DRIVER_ID): "by-hand": is the name of whoever charges by hand');
  });
});

test('while Kafka is away it says so, and what it accepts it keeps, also when it is killed', async () => {
  const first = await start();
  expect((await ask('/health')).body).toMatchObject({ ready: false, waitingFor: ['kafka'] });
  expect(await ask('/requests', { id: 'r-1', chargePointId: 'CP-1' })).toMatchObject({ status: 202 });
  await end(first, 'SIGKILL');
  await start();
  expect(await view()).toMatchObject({
    driverId: 'D-1',
    health: { ready: false, waitingFor: ['kafka'] },
    central: { reachable: true, lastHeardAt: null },
    requests: [{ id: 'r-1', chargePointId: 'CP-1', state: 'asked' }],
    services: null,
  });
});

test('while its disk is full it lives, refuses what it cannot keep, and works again when there is room', async () => {
  const log = join(folder, 'log');
  const descriptor = openSync(log, 'a');
  const child = spawn(process.execPath, words(), { stdio: ['ignore', descriptor, 'inherit'] });
  closeSync(descriptor);
  running.push(child);
  const files = (most: number | 'unlimited') => spawnSync('prlimit', [`--pid=${child.pid}`, `--fsize=${most}:`]).status;
  const live = async () => (await ask('/health').catch(() => undefined))?.status;
  await until(live, (status) => status === 200 || child.exitCode !== null);
  expect(await ask('/requests', { id: 'r-1', chargePointId: 'CP-1' })).toMatchObject({ status: 202 });
  expect(files(0)).toBe(0);
  for (const id of ['r-2', 'r-3']) {
    const refused = await ask('/requests', { id, chargePointId: 'CP-1' });
    expect(refused).toMatchObject({ status: 503, body: { detail: expect.stringContaining('disk') } });
  }
  expect(files('unlimited')).toBe(0);
  expect(await ask('/requests', { id: 'r-2', chargePointId: 'CP-1' })).toMatchObject({ status: 202 });
  expect((await ask('/health')).body).toMatchObject({ pid: child.pid, kafka: { outboxDepth: 2 } });
  const said = async () => readFileSync(log, 'utf8');
  await until(said, (text) => text.includes('lines of this log could not be written'));
});

test('its page, its metrics and its description are there, also while Kafka is away', async () => {
  await start();
  await ask('/requests', { chargePointId: 'CP-7' });
  const text = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  expect(await text('/')).toContain('CP-7');
  const metrics = await text('/metrics');
  expect(metrics).toContain('ev_sessions{state="asked",service="driver"} 1');
  expect(metrics).toContain('ev_kafka_ready{service="driver"} 0');
  const { paths } = (await ask('/openapi.json')).body;
  expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/requests', '/requests/{id}', '/view', '/health']));
});

test('what cannot be kept any more is refused', async () => {
  await start('--outbox-limit', '1');
  expect(await ask('/requests', { chargePointId: 'CP-1' })).toMatchObject({ status: 202 });
  expect(await ask('/requests', { chargePointId: 'CP-1' })).toMatchObject({
    status: 503,
    body: { detail: expect.stringContaining('until Kafka is back') },
  });
  expect((await view()).requests).toHaveLength(1);
});

describe('a services file', () => {
  test('is gone through by itself, and a driver that was killed awaits what it had asked for', async () => {
    const path = file('CP-1\n# not yet\nCP-2\nCP-1\n');
    const first = await start('--services-file', path);
    const before = await until(view, ({ requests }) => requests.length > 0);
    expect(before.services).toEqual({ left: ['CP-2', 'CP-1'], done: 0, nextAt: null });
    expect(before.requests).toMatchObject([{ chargePointId: 'CP-1', targetWh: 2000, state: 'asked' }]);
    await end(first, 'SIGKILL');
    await start('--services-file', path, '--next-after-ms', '0');
    const after = await until(view, ({ services }) => services?.nextAt === null);
    expect(after.services).toEqual(before.services);
    expect(after.requests).toEqual(before.requests);
  });

  test('that was changed begins anew', async () => {
    const first = await start('--services-file', file('CP-1\n'));
    await until(view, ({ requests }) => requests.length === 1);
    await end(first, 'SIGTERM');
    await start('--services-file', file('CP-3\nCP-1\n'));
    const { requests, services } = await until(view, (now) => now.requests.length === 2);
    expect(requests.map(({ chargePointId }) => chargePointId)).toEqual(['CP-3', 'CP-1']);
    expect(services?.left).toEqual(['CP-1']);
  });

  test('waits while nothing more can be kept, and does not use its lines up', async () => {
    const full = ['--outbox-limit', '1'];
    const first = await start(...full);
    await ask('/requests', { id: 'r-1', chargePointId: 'CP-9' });
    await end(first, 'SIGKILL');
    const list = ['--services-file', file('CP-1\nCP-2\n')];
    const second = await start(...full, ...list);
    const { requests, services } = await until(view, (now) => now.at > Number(now.services?.nextAt) + 500);
    expect(requests).toHaveLength(1);
    expect(services).toMatchObject({ left: ['CP-1', 'CP-2'], done: 0 });
    await end(second, 'SIGTERM');
    await start(...list);
    expect(await until(view, (now) => now.requests.length === 2)).toMatchObject({ services: { left: ['CP-2'] } });
  });
});
