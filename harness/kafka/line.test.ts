import { createServer, type Socket } from 'node:net';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { int } from './bytes.ts';
import { line } from './line.ts';
import type { Question } from './protocol/question.ts';

/** A line to a real listener that treats each connection in one way. */
async function lineTo(treat: (socket: Socket) => void) {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    treat(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The listener has no port.');
  const open = line({ host: '127.0.0.1', port: address.port });
  onTestFinished(() => {
    open.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { open, sockets };
}
const question: Question<number> = {
  ...{ name: 'Test', key: 18, version: 0, flexible: false, body: Buffer.alloc(0) },
  read: (next) => next.int(),
};
/** The correlation ids of the requests in a chunk. */
function asked(bytes: Buffer): number[] {
  const found: number[] = [];
  for (let at = 0; at < bytes.length; at += 4 + bytes.readInt32BE(at)) found.push(bytes.readInt32BE(at + 8));
  return found;
}
const answer = (id: number, value: number) => Buffer.concat([int(8), int(id), int(value)]);

test('each question gets its own answer, however the bytes of several arrive', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 10 }), async (sizes) => {
      const { open } = await lineTo((socket) => {
        let waiting: number[] = [];
        socket.on('data', (chunk: Buffer) => {
          waiting = [...waiting, ...asked(chunk)];
          if (waiting.length < 3) return;
          const bytes = Buffer.concat(waiting.map((id) => answer(id, id * 10)));
          for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
            const size = sizes[turn % sizes.length] ?? 1;
            socket.write(bytes.subarray(at, at + size));
            at += size;
          }
        });
      });
      const three = [1, 2, 3].map(() => open.ask(question, 2000));
      expect(await Promise.all(three)).toEqual([10, 20, 30]);
    }),
    { numRuns: 20 },
  );
});

test('silence ends with its time, and an answer that comes after it is nobody’s', async () => {
  const { open } = await lineTo((socket) => {
    let first: number | undefined;
    socket.on('data', (chunk: Buffer) => {
      const [id = 0] = asked(chunk);
      if (first === undefined) first = id;
      else socket.write(Buffer.concat([answer(first, 1), answer(id, 2)]));
    });
  });
  await expect(open.ask(question, 50)).rejects.toThrow('did not answer Test within 50 ms');
  expect(await open.ask(question, 2000)).toBe(2);
});

test('who closes, or does not speak Kafka, ends what waits; the next question makes a new connection', async () => {
  let turn = 0;
  const { open, sockets } = await lineTo((socket) => {
    turn += 1;
    const mine = turn;
    socket.on('data', (chunk: Buffer) => {
      if (mine === 1) socket.end();
      else if (mine === 2) socket.write('HTTP/1.1 400 Bad Request\r\n\r\n');
      else if (mine === 3) socket.write(Buffer.concat([int(4), int(asked(chunk)[0] ?? 0)]));
      else socket.write(answer(asked(chunk)[0] ?? 0, 7));
    });
  });
  await expect(open.ask(question, 2000)).rejects.toThrow('closed the connection');
  await expect(open.ask(question, 2000)).rejects.toThrow(RangeError);
  await expect(open.ask(question, 2000)).rejects.toThrow(RangeError);
  expect(await open.ask(question, 2000)).toBe(7);
  expect(sockets).toHaveLength(4);
});

test('a port where nobody listens refuses at once', async () => {
  const { open, sockets } = await lineTo((socket) => socket.destroy());
  await expect(open.ask(question, 2000)).rejects.toThrow();
  expect(sockets).toHaveLength(1);
});
