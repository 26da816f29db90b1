import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { answers, closeAll, host, linkTo, socketTo } from '../../../tests/support/system/link/ends.ts';
import { encodeFrame } from '../../link/frame.ts';
import { type HealthLinkOptions, listenToMonitor } from './health-link.ts';
import type { Identity } from './identity.ts';

const closing: (() => void)[] = [closeAll];
afterEach(() => {
  for (const close of closing) close();
  closing.splice(1);
});

/** An engine's end, which is that of CP-1, and what it has been told. */
async function listening(options: Partial<HealthLinkOptions> = {}) {
  const identities: Identity[] = [];
  const checks: boolean[] = [];
  const complaints: unknown[] = [];
  const complain = (fields: unknown, message?: string) => void complaints.push(message ?? fields);
  const server = await listenToMonitor({
    host,
    port: 0,
    log: { warn: complain, error: complain },
    fault: () => undefined,
    onIdentity: (told) => identities.push(told) > 0 && told.chargePointId === 'CP-1',
    onCheck: (reachesCentral) => checks.push(reachesCentral),
    ...options,
  });
  closing.push(() => server.close());
  return { port: (server.address() as AddressInfo).port, identities, checks, complaints };
}

/** A monitor's end, which hears one answer after the other and the end of the link. */
async function monitorAt(port: number) {
  const heard: string[][] = [];
  const { promise: ended, resolve } = Promise.withResolvers<Error>();
  let next = Promise.withResolvers<string[]>();
  const link = await linkTo(port, {
    onMessage: (fields) => {
      heard.push([...fields]);
      next.resolve([...fields]);
      next = Promise.withResolvers();
    },
    onEnd: resolve,
  });
  const ask = async (...fields: string[]) => {
    const { promise } = next;
    await link.send(...fields);
    return promise;
  };
  return { link, heard, ask, ended };
}

test('a monitor says who it is, checks, and is answered each time how the engine is', async () => {
  let fault: string | undefined;
  const { port, identities, checks, complaints } = await listening({ fault: () => fault });
  const { link, ask } = await monitorAt(port);
  await link.send('IDENTITY', 'CP-1', '45');
  expect(await ask('HEALTH', 'CENTRAL')).toEqual(['OK']);
  fault = 'smoke';
  expect(await ask('HEALTH', 'ALONE')).toEqual(['KO', 'smoke']);
  fault = undefined;
  expect(await ask('HEALTH', 'CENTRAL')).toEqual(['OK']);
  expect(identities).toEqual([{ chargePointId: 'CP-1', priceCentsPerKwh: 45 }]);
  expect(checks).toEqual([true, false, true]);
  expect(complaints).toEqual([]);
});

test.each([
  ['a#b\u0007c\nd', 'a b c d'],
  ['##', 'no reason given'],
  ['\u{1f525}'.repeat(200), '\u{1f525}'.repeat(75)],
])('whatever the fault is called, the monitor is told: %j', async (fault, told) => {
  const { port } = await listening({ fault: () => fault });
  const { link, ask } = await monitorAt(port);
  await link.send('IDENTITY', 'CP-1', '45');
  expect(await ask('HEALTH', 'CENTRAL')).toEqual(['KO', told]);
});

test('the monitor of another charge point is turned away and its checks are none', async () => {
  const { port, checks, complaints } = await listening();
  const { link, ended } = await monitorAt(port);
  const sent = [link.send('IDENTITY', 'CP-2', '45'), link.send('HEALTH', 'CENTRAL')];
  await ended;
  await Promise.allSettled(sent);
  expect(checks).toEqual([]);
  expect(complaints).toEqual(['this is the monitor of another charge point, which needs its own engine']);
});

test('who has not said who it is cannot check, and what nobody understands is passed over', async () => {
  const { port, identities, checks, complaints } = await listening();
  const { link, ask, heard } = await monitorAt(port);
  await link.send('HEALTH', 'CENTRAL');
  for (const wrong of [
    ['IDENTITY', 'CP 1', '45'],
    ['IDENTITY', 'CP-1', ''],
    ['IDENTITY', 'CP-1', '100001'],
    ['IDENTITY', 'CP-1', '45', 'more'],
    ['HEALTH'],
    ['HEALTH', 'MAYBE'],
    [''],
  ]) {
    await link.send(...wrong);
  }
  expect([identities, checks, heard]).toEqual([[], [], []]);
  expect(complaints).toHaveLength(8);
  await link.send('IDENTITY', 'CP-1', '45');
  expect(await ask('HEALTH', 'CENTRAL')).toEqual(['OK']);
});

test('a frame with a bad LRC is not used', async () => {
  const { port, identities } = await listening();
  const socket = await socketTo(port);
  const frame = encodeFrame(['IDENTITY', 'CP-1', '45']);
  frame[frame.length - 1] = Number(frame.at(-1)) ^ 1;
  socket.write(frame);
  expect(await answers(socket, 1)).toEqual([0x15]);
  expect(identities).toEqual([]);
});

test('a disk that fails ends the link and not the engine', async () => {
  let fails = true;
  const onIdentity = () => {
    if (fails) throw new Error('disk is full');
    return true;
  };
  const { port, complaints } = await listening({ onIdentity });
  const first = await monitorAt(port);
  await Promise.allSettled([first.link.send('IDENTITY', 'CP-1', '45'), first.ended]);
  expect(complaints).toEqual(['a word of the monitor could not be taken']);
  fails = false;
  const second = await monitorAt(port);
  await second.link.send('IDENTITY', 'CP-1', '45');
  expect(await second.ask('HEALTH', 'ALONE')).toEqual(['OK']);
});

test('a link on which nothing comes any more is ended', async () => {
  const { port } = await listening({ silentAfterMs: 50 });
  const { ended } = await monitorAt(port);
  expect((await ended).message).toBe('The far end has closed the link.');
});
