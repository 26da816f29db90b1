import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { choosePorts, isFree } from './ports.ts';

/** A port on which somebody listens now, and seven after which one is free: below those that the kernel gives away. */
async function takenPort(): Promise<number> {
  for (let port = 4000 + Math.floor(Math.random() * 4000); ; port += 10) {
    if (!(await isFree(port)) || !(await isFree(port + 7))) continue;
    const server = createServer();
    onTestFinished(() => void server.close());
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return port;
  }
}

test('each name has its port of the last time where that is free, and another one where it is not', async () => {
  const first = await takenPort();
  const before = { page: first + 7, health: first, old: first - 1 };
  const chosen = await choosePorts({ names: ['page', 'health', 'old'], before, taken: new Set(), first });
  expect(chosen.page).toBe(first + 7);
  for (const name of ['health', 'old']) expect(chosen[name]).toBeGreaterThan(first);
  expect(new Set(Object.values(chosen)).size).toBe(3);
});

test('what belongs to others is left to them, also while they do not listen', async () => {
  const first = 15_000 + Math.floor(Math.random() * 1000);
  const taken = new Set([first, first + 1]);
  const { page } = await choosePorts({ names: ['page'], before: { page: first }, taken, first });
  expect(page).toBeGreaterThan(first + 1);
  expect(taken).toContain(page);
});

test('when none is left it says what to do', async () => {
  const taken = new Set([65_535]);
  await expect(choosePorts({ names: ['page'], before: {}, taken, first: 65_535 })).rejects.toThrow('--first-port');
});
