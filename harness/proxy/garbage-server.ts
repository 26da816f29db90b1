import { createServer, type Socket } from 'node:net';
import { setInterval } from 'node:timers';
import type { GarbageServer } from '../model/control.ts';
import { xorshift } from '../util/statistics/random.ts';

/** No byte that means anything where connections are answered with one: the first of each, so that nobody is misled at once. */
const meaningless = 0xff;
const bytesAtOnce = 64;
const everyMs = 50;

/** A real server that says random bytes to whoever connects, from the first moment on; the same ones for the same seed. */
export async function garbageServer(seed: number, host: string): Promise<GarbageServer> {
  const next = randomBytes(seed);
  const sockets = new Set<Socket>();
  const openings = new Set<string>();
  let [connections, bytesSaid] = [0, 0];
  const say = (socket: Socket, bytes: Buffer) => {
    if (socket.destroyed || socket.writableNeedDrain) return;
    socket.write(bytes);
    bytesSaid += bytes.length;
  };
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    say(socket, Buffer.from([meaningless]));
    const saying = setInterval(() => say(socket, next(bytesAtOnce)), everyMs);
    socket.on('error', () => undefined);
    socket.once('data', (chunk: Buffer) => openings.add(chunk.toString('hex')));
    socket.resume();
    socket.once('close', () => {
      clearInterval(saying);
      sockets.delete(socket);
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, host, resolve));
  const { port } = server.address() as { port: number };
  return {
    address: { host, port },
    counted: () => ({ connections, openings: openings.size, bytesSaid }),
    close: () =>
      new Promise((resolve) => {
        // It is no error that it is closed already: twice does no harm.
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** The bytes only have to be wild, and the same each time. */
function randomBytes(seed: number): (count: number) => Buffer {
  let state = seed | 1;
  const one = () => {
    state = xorshift(state);
    return state & 0xff;
  };
  return (count) => Buffer.from(Array.from({ length: count }, one));
}
