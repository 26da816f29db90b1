import { connect, createServer, type Server, type Socket } from 'node:net';
import { ACK, encodeFrame, frameDecoder, NACK } from './frame.ts';

/** One end of a connection that speaks in frames. */
export interface Link {
  /** Sends one message after the other; resolves when the far end has acknowledged it, rejects on NACK, silence, or an end. */
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
  const transmit = (fields: readonly string[]) =>
    new Promise<void>((resolve, reject) => {
      if (socket.destroyed) return reject(new Error('The link has ended.'));
      const timer = setTimeout(() => settle(new Error('no acknowledgement')), acknowledgedWithinMs);
      waiting = {
        resolve: () => resolve(clearTimeout(timer)),
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      socket.write(encodeFrame(fields));
    });
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
      if (arrival.kind === 'ack') settle();
      else if (arrival.kind === 'nack') settle(new Error('The far end could not read the message.'));
      else socket.write(Buffer.from([arrival.kind === 'frame' ? ACK : NACK]));
      if (arrival.kind === 'frame') onMessage(arrival.fields, link);
    }
  });
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
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

/** Connects; rejects when nobody is there. */
export function connectLink(address: { readonly host: string; readonly port: number }, events: LinkEvents): Promise<Link> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    const timer = setTimeout(() => socket.destroy(new Error('no connection')), acknowledgedWithinMs);
    socket.once('error', reject);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(linkOn(socket, events));
    });
  });
}
