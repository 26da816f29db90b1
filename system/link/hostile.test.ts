import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { answers, closeAll, farEnd, hearing, ignore, linkTo, socketTo } from '../../tests/support/system/link/ends.ts';
import { ACK, encodeFrame, frameDecoder, longestData, NACK } from './frame.ts';
import { linkOn } from './link.ts';
import { mostWaiting } from './outgoing.ts';

afterEach(closeAll);

const STX = Buffer.from([0x02]);
const text = fc.string({ maxLength: 30 }).filter((one) => !/[#\p{Cc}\p{Cs}]/u.test(one));
const good = fc.array(text, { minLength: 1, maxLength: 3 }).map((fields) => encodeFrame(fields));
/** What a far end may send that is broken, hostile or half: each kind as often as a good frame. */
const piece = fc.oneof(
  good,
  good.map((frame) => frame.with(-1, (frame.at(-1) ?? 0) ^ 1)),
  good.map((frame) => frame.subarray(0, -2)),
  fc.nat(longestData).map((more) => Buffer.concat([STX, Buffer.alloc(longestData + more, 'a'), Buffer.from([3, 0])])),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
);

test('whatever comes, cut and glued anywhere: what is whole is heard and acknowledged, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 5 }), async (pieces, cuts) => {
      const bytes = Buffer.concat(pieces);
      const arrivals = frameDecoder().take(bytes);
      const { heard, port } = await hearing();
      const socket = await socketTo(port);
      const replies = answers(socket, Number.POSITIVE_INFINITY);
      const places = cuts.map((cut) => cut % (bytes.length + 1)).sort((one, other) => one - other);
      for (const [index, place] of [0, ...places].entries()) {
        await new Promise((sent) => socket.write(bytes.subarray(place, places[index] ?? bytes.length), sent));
      }
      socket.end();
      const spoken = arrivals.filter(({ kind }) => kind === 'frame' || kind === 'broken');
      expect(await replies).toEqual(spoken.map(({ kind }) => (kind === 'frame' ? ACK : NACK)));
      expect(heard).toEqual(arrivals.flatMap((arrival) => (arrival.kind === 'frame' ? [arrival.fields] : [])));
      closeAll();
    }),
    { numRuns: 100 },
  );
});

describe('a frame that does not end', () => {
  /** Sends a byte each 100 ms until the far end has had enough; how long that took, in milliseconds. */
  async function patienceWith(first: Buffer, next: Buffer, sign: (why: Error) => void): Promise<number> {
    const { port, ended } = await hearing();
    const socket = await socketTo(port);
    socket.on('error', () => undefined).resume();
    const began = performance.now();
    socket.write(first);
    const slowly = setInterval(() => socket.write(next), 100);
    sign(await ended);
    clearInterval(slowly);
    return performance.now() - began;
  }
  const tooSlow = (why: Error) => expect(why.message).toContain('began a frame');

  test.each([
    ['comes byte by byte', STX, Buffer.from('a')],
    ['begins again and again', STX, STX],
    ['is longer than any', Buffer.concat([STX, Buffer.alloc(longestData * 2, 'a')]), Buffer.from('a')],
  ])('has a bound, also when it %s', async (_how, first, next) => {
    const patience = await patienceWith(first, next, tooSlow);
    expect(patience).toBeGreaterThan(900);
    expect(patience).toBeLessThan(6000);
  });

  test('is not one that ends while the next has begun', async () => {
    const { heard, port } = await hearing();
    const socket = await socketTo(port);
    const frame = encodeFrame(['in time']);
    socket.write(frame.subarray(0, 2));
    const began = performance.now();
    // Always inside of a frame, but never for long in the same one.
    while (performance.now() - began < 1500) {
      socket.write(Buffer.concat([frame.subarray(2), frame.subarray(0, 2)]));
      await once(socket, 'data');
    }
    expect(heard.length).toBeGreaterThan(2);
    expect(socket.destroyed).toBe(false);
  });
});

test('a far end that never reads is ended before what waits for it becomes much', async () => {
  // Between processes of one machine the system keeps little; over TCP it takes millions of ACKs to fill its buffers.
  const folder = await mkdtemp(join(tmpdir(), 'link-'));
  const { promise: ended, resolve } = Promise.withResolvers<Error>();
  const server = createServer((socket) => linkOn(socket, () => ({ ...ignore, onEnd: resolve })));
  server.listen(join(folder, 'socket'));
  await once(server, 'listening');
  const socket = connect(join(folder, 'socket')).on('error', () => undefined);
  socket.pause();
  const many = Buffer.concat(Array.from({ length: 1000 }, () => encodeFrame(['x'])));
  const pour = () => socket.write(many, () => !socket.destroyed && pour());
  pour();
  expect((await ended).message).toBe('The far end does not read what it is sent.');
  socket.destroy();
  server.close();
  await rm(folder, { recursive: true });
});

test('what is sent without waiting is bounded: one too many is refused, and the link lives', async () => {
  const { promise: asked, resolve: ask } = Promise.withResolvers<() => void>();
  const port = await farEnd((socket) => {
    const decoder = frameDecoder();
    let open = false;
    socket.on('data', (chunk: Buffer) => {
      for (const _ of decoder.take(chunk)) if (open) socket.write(Buffer.from([ACK]));
    });
    ask(() => {
      open = true;
      socket.write(Buffer.from([ACK]));
    });
  });
  const link = await linkTo(port);
  const all = Array.from({ length: mostWaiting }, (_, index) => link.send(`message ${index}`));
  await expect(link.send('one too many')).rejects.toThrow(`${mostWaiting} messages wait already.`);
  (await asked)();
  await Promise.all(all);
  await link.send('there is room again');
});

test('a hearer that throws ends that link, which is told why, and no other', async () => {
  const cause = new Error('the disk is full');
  const { port, ended } = await hearing(undefined, ([word]) => {
    if (word === 'bad') throw cause;
  });
  const [one, other] = [await linkTo(port), await linkTo(port)];
  await one.send('bad');
  expect(await ended).toMatchObject({ message: 'A message could not be dealt with.', cause });
  await expect(one.send('more')).rejects.toThrow('The link has ended.');
  await other.send('good');
});

test('messages of which nobody awaits the fate end no process', async () => {
  const port = await farEnd((socket) => socket.once('data', () => socket.destroy()));
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  const link = await linkTo(port);
  for (let index = 0; index <= mostWaiting; index += 1) void link.send('nobody asks');
  void link.send('#');
  await expect(link.send('asked for')).rejects.toThrow();
  await new Promise(setImmediate);
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

describe('a far end that has vanished without a word', () => {
  const silentAfterMs = 300;

  test.each([
    ['said nothing ever', Buffer.alloc(0)],
    ['spoke once', encodeFrame(['once'])],
  ])('is noticed when it %s', async (_how, bytes) => {
    const { port, ended } = await hearing(undefined, undefined, { silentAfterMs });
    const began = performance.now();
    (await socketTo(port)).write(bytes);
    expect((await ended).message).toBe(`Nothing came from the far end for ${silentAfterMs} ms.`);
    expect(performance.now() - began).toBeGreaterThan(silentAfterMs - 20);
    expect(performance.now() - began).toBeLessThan(silentAfterMs * 10);
  });

  test('is not one that makes noise', async () => {
    const { port, ended } = await hearing(undefined, undefined, { silentAfterMs });
    const socket = await socketTo(port);
    socket.on('error', () => undefined).resume();
    const noise = setInterval(() => socket.write(Buffer.concat([Buffer.from('noise'), STX, Buffer.from([3, 1])])), 50);
    expect((await ended).message).toContain('Nothing came');
    clearInterval(noise);
  });

  test('is not one that speaks now and then', async () => {
    // So long that a busy machine, which speaks late, is not taken for one that has vanished.
    const patientMs = 1500;
    const { heard, port } = await hearing(undefined, undefined, { silentAfterMs: patientMs });
    const link = await linkTo(port);
    const began = performance.now();
    while (performance.now() - began < patientMs * 1.5) {
      await link.send('here');
      await new Promise((later) => setTimeout(later, patientMs / 15));
    }
    await link.send('still here');
    expect(heard.at(-1)).toEqual(['still here']);
  });
});
