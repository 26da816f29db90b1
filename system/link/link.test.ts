import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { ACK, encodeFrame, frameDecoder, longestData, NACK } from './frame.ts';
import { connectLink, type Link, type LinkEvents, listenForLinks } from './link.ts';

const host = '127.0.0.1';
const ignore: LinkEvents = { onMessage: () => undefined, onEnd: () => undefined };
const portOf = (server: Server) => (server.address() as AddressInfo).port;

const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

/** A listening end of links that writes down what it is told. */
async function hearing(most?: number, hear: LinkEvents['onMessage'] = () => undefined) {
  const heard: string[][] = [];
  const accept = (): LinkEvents => ({
    onMessage: (fields, link) => {
      heard.push([...fields]);
      hear(fields, link);
    },
    onEnd: () => undefined,
  });
  const server = await listenForLinks({ host, port: 0, accept }, most);
  opened.push(() => server.close());
  return { heard, server, port: portOf(server) };
}

/** A far end under the test's hand: what it says, and when, is the test's. */
async function farEnd(onSocket: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    opened.push(() => socket.destroy());
    onSocket(socket);
  });
  server.listen(0, host);
  await once(server, 'listening');
  opened.push(() => server.close());
  return portOf(server);
}

async function linkTo(port: number, events: LinkEvents = ignore): Promise<Link> {
  const link = await connectLink({ host, port }, events);
  opened.push(() => link.close());
  return link;
}

async function socketTo(port: number): Promise<Socket> {
  const socket = connect({ host, port, noDelay: true });
  opened.push(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** Bytes from a socket until there are `count` of them, or it ends. */
async function answers(socket: Socket, count: number): Promise<number[]> {
  const bytes: number[] = [];
  for await (const chunk of socket) {
    bytes.push(...chunk);
    if (bytes.length >= count) break;
  }
  return bytes;
}

test('a message is heard as it was sent, and acknowledged', async () => {
  const { heard, port } = await hearing();
  const link = await linkTo(port);
  await link.send('AUTHENTICATE', 'Señal 7', '');
  expect(heard).toEqual([['AUTHENTICATE', 'Señal 7', '']]);
});

test('both ends may send at once', async () => {
  const { port } = await hearing(undefined, (_fields, link) => void link.send('price', '48'));
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
    const decode = frameDecoder();
    socket.on('data', (chunk) => {
      for (const arrival of decode(chunk as Buffer)) {
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
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const link = await linkTo(port, { ...ignore, onEnd: end });
  const far = await farSocket;
  const began = performance.now();
  const first = link.send('first').catch((error: Error) => error.message);
  const second = link.send('second').catch((error: Error) => error.message);
  expect(await first).toBe('The far end did not acknowledge within 1000 ms.');
  expect(performance.now() - began).toBeGreaterThan(950);
  expect(performance.now() - began).toBeLessThan(2000);
  far.write(Buffer.from([ACK]));
  expect(await second).toBe('The link has ended.');
  await ended;
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
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const link = await linkTo(port, { ...ignore, onEnd: resolve });
  await expect(link.send('waits')).rejects.toThrow('The link has ended.');
  await ended;
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
  const { promise: turnedAway, resolve } = Promise.withResolvers<void>();
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
