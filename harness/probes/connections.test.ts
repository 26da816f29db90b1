import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runningToxiproxy } from '../../tests/support/native/running-toxiproxy.ts';
import { temporaryFolder } from '../../tests/support/native/temporary-folder.ts';
import type { Address } from '../model/address.ts';
import { createRoute } from '../proxy/route.ts';
import { followAccepted } from '../runtimes/shared/accepted.ts';
import { local } from '../runtimes/shared/local.ts';
import { openHistory } from '../store/writer.ts';
import { ownConnections, probeConnections } from './connections.ts';
import { probeLink } from './route.ts';

const toxiproxy = runningToxiproxy();
const echo = createServer((socket) => socket.pipe(socket));
afterAll(() => void echo.close());

/** A route to a server that answers with what it is told. */
async function route(service: string) {
  const [listen, upstream] = [local(toxiproxy.nextPort()), local(toxiproxy.nextPort())];
  if (!echo.listening) await once(echo.listen(upstream.port, upstream.host), 'listening');
  const there = local((echo.address() as { port: number }).port);
  return createRoute({ network: toxiproxy.network, service, listen, upstream: there });
}

/** Connects, says something, hears it, and leaves: then the proxy has certainly accepted it. */
async function talk({ host, port }: Address): Promise<void> {
  const socket: Socket = connect({ host, port });
  socket.write('hello');
  await once(socket, 'data');
  socket.destroy();
}

test('counts the connections of others through each proxy, and none of the prober’s own', async () => {
  const [first, second] = [await route('first'), await route('second')];
  const path = join(temporaryFolder(), 'history.jsonl');
  const defects: unknown[] = [];
  const onDefect = (error: unknown) => defects.push(error);
  const recorder = openHistory({ path, onBroken: onDefect });
  const own = ownConnections();
  const environment = {
    routes: [first],
    links: [second],
    followConnections: () => followAccepted(toxiproxy.server.logFile),
  };
  const counting = probeConnections({ environment, own, recorder, onDefect });
  const link = { name: 'second', from: 'first', to: 'echo', port: 'any' };
  const bytes = Uint8Array.of(1, 2, 3);
  const probing = probeLink({
    ...{ route: 'second', link: { ...link, question: bytes, answer: bytes }, own, recorder, onDefect },
    way: { name: 'second', address: () => second.listen },
  });
  for (let number = 0; number < 12; number += 1) await talk(first.listen);
  for (let number = 0; number < 3; number += 1) await talk(second.listen);
  await expect.poll(() => recorder.history().of('probe').length, { timeout: 10_000 }).toBeGreaterThan(2);
  await probing.stop();
  await counting.stop();
  recorder.close();

  const facts = recorder.history().of('connections');
  const sum = (name: string) => facts.filter((fact) => fact.route === name).reduce((all, { count }) => all + count, 0);
  expect(defects).toEqual([]);
  expect(sum('first')).toBe(12);
  expect(sum('second')).toBe(3);
  // Each look begins where the one before it ended.
  const mine = facts.filter((fact) => fact.route === 'first');
  expect(mine.slice(1).map(({ from }) => from)).toEqual(mine.slice(0, -1).map(({ to }) => to));
  expect(
    recorder
      .history()
      .of('probe')
      .every(({ outcome }) => outcome === 'answers'),
  ).toBe(true);
}, 30_000);
