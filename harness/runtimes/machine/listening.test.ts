import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { local } from '../shared/local.ts';
import { listensOn } from './listening.ts';

async function listener(host: string) {
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The listener has no port.');
  return { server, address: local(address.port) };
}

test('a process listens where it does, by IPv4 or by an IPv6 socket that takes both, and nowhere else', async () => {
  const [four, both] = [await listener('127.0.0.1'), await listener('::')];
  expect(await listensOn(process.pid, [four.address, both.address])).toBe(true);
  expect(await listensOn(process.ppid, [four.address]), 'somebody else listens there').toBe(false);
  await new Promise((resolve) => four.server.close(resolve));
  expect(await listensOn(process.pid, [four.address, both.address]), 'one of them is not enough').toBe(false);
});

test('a connection of one’s own is no listener', async () => {
  expect(await listensOn(process.pid, [local(1)])).toBe(false);
});
