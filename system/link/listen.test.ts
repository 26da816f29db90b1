import { afterEach, expect, test } from 'vitest';
import { answers, closeAll, hearing, host, ignore, linkTo, socketTo } from '../../tests/support/system/link/ends.ts';
import { ACK, encodeFrame, longestData, NACK } from './frame.ts';
import { listenForLinks } from './link.ts';

afterEach(closeAll);

test('nothing more is heard of a link that its hearer has closed', async () => {
  const { heard, port } = await hearing(undefined, (_fields, link) => link.close());
  const socket = await socketTo(port);
  socket.write(Buffer.concat([encodeFrame(['stranger']), encodeFrame(['too late'])]));
  await answers(socket, Number.POSITIVE_INFINITY).catch(() => undefined);
  expect(heard).toEqual([['stranger']]);
});

test('a sender of one byte at a time is understood', async () => {
  const { heard, port } = await hearing();
  const socket = await socketTo(port);
  for (const byte of encodeFrame(['slow', 'ñ'])) {
    await new Promise((written) => socket.write(Buffer.from([byte]), written));
  }
  expect(await answers(socket, 1)).toEqual([ACK]);
  expect(heard).toEqual([['slow', 'ñ']]);
});

test('a bad LRC is answered NACK and nothing of it is used', async () => {
  const { heard, port } = await hearing();
  const socket = await socketTo(port);
  const good = encodeFrame(['good']);
  socket.write(Buffer.concat([good.with(-1, 0x7f), good]));
  expect(await answers(socket, 2)).toEqual([NACK, ACK]);
  expect(heard).toEqual([['good']]);
});

test('garbage harms neither its own link nor another', async () => {
  const { heard, port } = await hearing();
  const other = await linkTo(port);
  const socket = await socketTo(port);
  const everyByte = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
  socket.write(Buffer.concat([everyByte.toReversed(), everyByte, Buffer.alloc(longestData * 100, 0x41)]));
  socket.write(encodeFrame(['after garbage']));
  const replies = await answers(socket, 2);
  await other.send('other');
  expect(replies).toEqual([NACK, ACK]);
  expect(heard).toEqual([['after garbage'], ['other']]);
});

test('more links than allowed are turned away, and there is room again when one ends', async () => {
  const { port, server } = await hearing(2);
  const first = await linkTo(port);
  await first.send('first');
  await (await linkTo(port)).send('second');
  const { promise: turnedAway, resolve } = Promise.withResolvers<Error>();
  const third = await linkTo(port, { ...ignore, onEnd: resolve });
  await expect(third.send('third')).rejects.toThrow('The link has ended.');
  await turnedAway;
  first.close();
  await expect.poll(() => new Promise((tell) => server.getConnections((_error, count) => tell(count)))).toBe(1);
  await (await linkTo(port)).send('in its place');
});

test('a port that is taken rejects', async () => {
  const { port } = await hearing();
  await expect(listenForLinks({ host, port, accept: () => ignore })).rejects.toThrow('EADDRINUSE');
});
