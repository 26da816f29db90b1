import type { Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { closeAll, farEnd, hearing, ignore, linkTo } from '../../tests/support/system/link/ends.ts';
import { ACK, encodeFrame, frameDecoder, NACK } from './frame.ts';

afterEach(closeAll);

test('a message is heard as it was sent, and acknowledged', async () => {
  const { heard, port } = await hearing();
  const link = await linkTo(port);
  await link.send('AUTHENTICATE', 'Señal 7', '');
  expect(heard).toEqual([['AUTHENTICATE', 'Señal 7', '']]);
});

test('both ends may send at once', async () => {
  const { port } = await hearing(undefined, (_fields, link) => {
    // The test may have ended before this one is acknowledged.
    link.send('price', '48').catch(() => undefined);
  });
  const { promise, resolve } = Promise.withResolvers<readonly string[]>();
  const link = await linkTo(port, { ...ignore, onMessage: resolve });
  await link.send('register');
  expect(await promise).toEqual(['price', '48']);
});

test('a NACK rejects its message, and the next one is sent', async () => {
  const replies = [NACK, ACK];
  const port = await farEnd((socket) => {
    socket.on('data', () => socket.write(Buffer.from([replies.shift() ?? NACK])));
  });
  const link = await linkTo(port);
  await expect(link.send('first')).rejects.toThrow('could not read');
  await link.send('second');
});

test('messages go one at a time and in order', async () => {
  const sent = Array.from({ length: 5 }, (_, index) => [`message ${index}`]);
  const arrived: (readonly string[])[] = [];
  const whenAsked: number[] = [];
  const port = await farEnd((socket) => {
    const decoder = frameDecoder();
    socket.on('data', (chunk) => {
      for (const arrival of decoder.take(chunk as Buffer)) {
        // A question of its own: what was already under way arrives before the answer to it.
        if (arrival.kind === 'frame') {
          arrived.push(arrival.fields);
          socket.write(encodeFrame(['and then?']));
        } else {
          whenAsked.push(arrived.length);
          socket.write(Buffer.from([ACK]));
        }
      }
    });
  });
  const link = await linkTo(port);
  await Promise.all(sent.map((fields) => link.send(...fields)));
  expect(arrived).toEqual(sent);
  expect(whenAsked).toEqual([1, 2, 3, 4, 5]);
});

test('a message that cannot be sent is refused alone', async () => {
  const { heard, port } = await hearing();
  const link = await linkTo(port);
  const refused = link.send('#').catch((error: unknown) => error);
  const sent = link.send('next');
  expect(await refused).toBeInstanceOf(RangeError);
  await sent;
  expect(heard).toEqual([['next']]);
});

test('silence rejects within its bound and ends the link: a late ACK acknowledges nothing', async () => {
  const { promise: farSocket, resolve: taken } = Promise.withResolvers<Socket>();
  const port = await farEnd(taken);
  const { promise: ended, resolve: end } = Promise.withResolvers<Error>();
  const link = await linkTo(port, { ...ignore, onEnd: end });
  const far = await farSocket;
  const began = performance.now();
  const first = link.send('first').catch((error: Error) => error.message);
  const second = link.send('second').catch((error: Error) => error.message);
  expect(await first).toBe('The far end did not acknowledge within 1000 ms.');
  expect(performance.now() - began).toBeGreaterThan(950);
  expect(performance.now() - began).toBeLessThan(6000);
  far.write(Buffer.from([ACK]));
  expect(await second).toBe('The link has ended.');
  expect((await ended).message).toBe('The far end did not acknowledge within 1000 ms.');
});

test('a far end that closes rejects what waits, what is queued and what comes later, and is told once', async () => {
  const port = await farEnd((socket) => socket.once('data', () => socket.end()));
  let ends = 0;
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const onEnd = () => {
    ends += 1;
    resolve();
  };
  const link = await linkTo(port, { ...ignore, onEnd });
  const results = await Promise.allSettled([link.send('waits'), link.send('queued')]);
  await ended;
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(link.send('later')).rejects.toThrow('The link has ended.');
  expect(ends).toBe(1);
});

test('a far end that resets the connection is an end like any other', async () => {
  const port = await farEnd((socket) => socket.once('data', () => socket.resetAndDestroy()));
  const { promise: ended, resolve } = Promise.withResolvers<Error>();
  const link = await linkTo(port, { ...ignore, onEnd: resolve });
  await expect(link.send('waits')).rejects.toThrow('The link has ended.');
  expect((await ended).message).toContain('ECONNRESET');
});

test('close ends both ends and rejects what waits', async () => {
  const { promise: farEnded, resolve } = Promise.withResolvers<void>();
  const port = await farEnd((socket) => socket.resume().once('close', () => resolve()));
  const link = await linkTo(port);
  const waits = link.send('waits').catch((error: Error) => error.message);
  link.close();
  expect(await waits).toBe('The link has ended.');
  await farEnded;
});
