import { createServer, type Server, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { attempt } from './attempt.ts';
import { apiVersions, findCoordinator, metadata } from './wire.ts';

let server: Server | undefined;
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server?.close();
  server = undefined;
});

/** A real listener that treats each connection in one way. */
async function listener(treat: (socket: Socket) => void) {
  const { promise, resolve } = Promise.withResolvers<void>();
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    treat(socket);
  }).listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The listener has no port.');
  return { host: '127.0.0.1', port: address.port };
}
const meets = async (treat: (socket: Socket) => void) =>
  attempt(await listener(treat), { topics: ['events'], timeoutMs: 300 });

describe('an attempt to reach Kafka', () => {
  test('meets a closed port', async () => {
    const address = await listener(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    expect(await attempt(address, { topics: [], timeoutMs: 300 })).toEqual({ outcome: 'refused' });
  });

  test('meets a proxy that accepts and closes', async () => {
    const { outcome } = await meets((socket) => socket.once('data', () => socket.end()));
    expect(outcome).toBe('closed');
  });

  test('meets a reset', async () => {
    const { outcome } = await meets((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(outcome).toBe('reset');
  });

  test('meets silence, for no longer than it was told', async () => {
    expect(await meets(() => undefined)).toEqual({ outcome: 'silent' });
  });

  test('meets somebody who does not speak Kafka', async () => {
    expect(await meets((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))).toMatchObject({
      outcome: 'garbled',
    });
  });

  test('meets a broker that refuses the first request', async () => {
    const answer = Buffer.from([0, 0, 0, 6, 0, 0, 0, 1, 0, 35]);
    expect(await meets((socket) => socket.once('data', () => socket.write(answer)))).toEqual({
      outcome: 'not-ready',
      detail: 'ApiVersions answers with error 35',
    });
  });

  test('takes an answer that comes a byte at a time', async () => {
    const answer = Buffer.from([0, 0, 0, 6, 0, 0, 0, 1, 0, 35]);
    const dribble = (socket: Socket, index = 0): void => {
      if (index < answer.length) socket.write(answer.subarray(index, index + 1), () => dribble(socket, index + 1));
    };
    expect(await meets((socket) => socket.once('data', () => dribble(socket)))).toMatchObject({ outcome: 'not-ready' });
  });
});

describe('the bytes', () => {
  test('of a request begin with the length of the rest', () => {
    for (const { bytes } of [apiVersions(1), metadata(2, ['ä', 'b']), findCoordinator(3)]) {
      expect(bytes.readInt32BE(0)).toBe(bytes.length - 4);
    }
  });

  test('of any answer, however hostile, give a problem, none, or a RangeError: never another error, never an endless loop', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        for (const request of [apiVersions(1), metadata(2, ['a']), findCoordinator(3)]) {
          try {
            request.problem(Buffer.from(bytes));
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
          }
        }
      }),
    );
  });
});
