import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { met } from '../../tests/support/native/outside.ts';
import { runningToxiproxy } from '../../tests/support/native/running-toxiproxy.ts';
import { type Address, authority } from '../model/address.ts';
import { local } from '../runtimes/shared/local.ts';
import { createRoute } from './route.ts';
import { routeState } from './route-state.ts';

const toxiproxy = runningToxiproxy();

/** Somebody who listens there and answers to whatever is said; a client that speaks Kafka finds it garbled. */
async function listener(port: number): Promise<Address> {
  const server = createServer((socket) => socket.on('error', () => undefined).end('not Kafka'));
  const listening = Promise.withResolvers<void>();
  server.once('error', listening.reject).listen(port, '127.0.0.1', listening.resolve);
  await listening.promise;
  onTestFinished(() => void server.close());
  return local(port);
}

const make = (service: string) =>
  createRoute({
    network: toxiproxy.network,
    service,
    listen: local(toxiproxy.nextPort()),
    upstream: local(toxiproxy.nextPort()),
  });
const dropped = expect.stringMatching(/^(closed|reset)$/);

test('a route that is open without a broker accepts and drops; one that is closed refuses', async () => {
  const route = await make('without-broker');
  expect(await route.state()).toEqual({ open: true, toxics: [] });
  expect(await met(route.listen)).toEqual(dropped);
  await route.close();
  expect(await route.state()).toEqual({ open: false, toxics: [] });
  expect(await met(route.listen)).toBe('refused');
  await route.close();
  await route.open();
  await route.open();
  expect(await route.state(), 'twice does no harm').toEqual({ open: true, toxics: [] });
  expect(await met(route.listen)).toEqual(dropped);
});

test('a route leads to its upstream, and elsewhere when it is moved, open or closed', async () => {
  const route = await make('movable');
  const elsewhere = await listener(toxiproxy.nextPort());
  await route.move(elsewhere);
  expect(route.upstream).toEqual(elsewhere);
  expect(await met(route.listen)).toBe('garbled');
  await route.close();
  const nobody = local(toxiproxy.nextPort());
  await route.move(nobody);
  expect((await route.state()).open, 'a closed one stays closed').toBe(false);
  await route.open();
  expect(await met(route.listen)).toEqual(dropped);
});

test('what Toxiproxy refuses is told in its own words', async () => {
  const { listen } = await make('one');
  const options = { network: toxiproxy.network, listen, upstream: local(1) };
  await expect(createRoute({ ...options, service: 'other' })).rejects.toThrow(
    new RegExp(`it answered 500: .*${authority(listen)}.*address already in use`),
  );
  await expect(routeState(toxiproxy.network, 'unknown')).rejects.toThrow(/it answered 404: .*proxy not found/);
});

test('a Toxiproxy that is gone is told as such, with what to look at', async () => {
  const route = await make('left-alone');
  await toxiproxy.server.kill();
  await expect(route.close()).rejects.toMatchObject({
    kind: 'defect',
    message: expect.stringContaining('ECONNREFUSED'),
    remedy: expect.stringContaining('toxiproxy.log'),
  });
});
