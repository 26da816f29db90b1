import { connect, createServer, type Server, type Socket } from 'node:net';
import { ACK, encodeFrame, frameDecoder, NACK } from './frame.ts';

/** One end of a connection that speaks in frames. */
export interface Link {
  /**
   * Sends one message after the other; resolves when the far end has acknowledged it, rejects on NACK, silence, or an
   * end. Silence ends the link: an ACK that comes too late would be taken for that of the next message.
   */
  send(...fields: string[]): Promise<void>;
  close(): void;
}

export interface LinkEvents {
  onMessage(fields: readonly string[], link: Link): void;
  onEnd(): void;
}

/** The far end must acknowledge within this time, in milliseconds. */
const acknowledgedWithinMs = 1000;

export function linkOn(socket: Socket, { onMessage, onEnd }: LinkEvents): Link {
  const decode = frameDecoder();
  let waiting: { readonly resolve: () => void; readonly reject: (error: Error) => void } | undefined;
  let last: Promise<void> = Promise.resolve();
  const settle = (error?: Error) => {
    const one = waiting;
    waiting = undefined;
    if (error) one?.reject(error);
    else one?.resolve();
  };
  const transmit = async (fields: readonly string[]) => {
    const frame = encodeFrame(fields);
    if (socket.destroyed) throw new Error('The link has ended.');
    const silent = setTimeout(() => {
      settle(new Error(`The far end did not acknowledge within ${acknowledgedWithinMs} ms.`));
      socket.destroy();
    }, acknowledgedWithinMs);
    const answer = new Promise<void>((resolve, reject) => {
      waiting = { resolve, reject };
    });
    socket.write(frame);
    await answer.finally(() => clearTimeout(silent));
  };
  const link: Link = {
    send: (...fields) => {
      last = last.catch(() => undefined).then(() => transmit(fields));
      return last;
    },
    close: () => socket.destroy(),
  };
  socket.setNoDelay(true);
  socket.on('data', (chunk: Buffer) => {
    for (const arrival of decode(chunk)) {
      // A message may have made its hearer close the link: then nothing more is heard.
      if (socket.destroyed) return;
      if (arrival.kind === 'ack') settle();
      else if (arrival.kind === 'nack') settle(new Error('The far end could not read the message.'));
      else socket.write(Buffer.from([arrival.kind === 'frame' ? ACK : NACK]));
      if (arrival.kind === 'frame') onMessage(arrival.fields, link);
    }
  });
  // A failed socket also closes, and that is where an end is told.
  socket.on('error', () => undefined);
  socket.once('close', () => {
    settle(new Error('The link has ended.'));
    onEnd();
  });
  return link;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Called for each connection. */
  readonly accept: () => LinkEvents;
}

/** Listens for links; more than `most` at once are turned away. */
export function listenForLinks({ host, port, accept }: ListenOptions, most = 2000): Promise<Server> {
  const server = createServer((socket) => linkOn(socket, accept()));
  server.maxConnections = most;
  return new Promise((resolve, reject) => {
    // It stays: later it hears of a connection that could not be taken, whose far end will come again.
    server.on('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

/** Connects; rejects when nobody is there. */
export function connectLink(
  address: { readonly host: string; readonly port: number },
  events: LinkEvents,
): Promise<Link> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    const absent = setTimeout(() => {
      socket.destroy(new Error(`Nobody at ${address.host}:${address.port} within ${acknowledgedWithinMs} ms.`));
    }, acknowledgedWithinMs);
    const failed = (error: Error) => {
      clearTimeout(absent);
      reject(error);
    };
    socket.once('error', failed);
    socket.once('connect', () => {
      clearTimeout(absent);
      socket.off('error', failed);
      resolve(linkOn(socket, events));
    });
  });
}
