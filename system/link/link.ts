import { connect, createServer, type Server, type Socket } from 'node:net';
import { deadline } from './deadline.ts';
import { ACK, type Arrival, frameDecoder, NACK } from './frame.ts';
import { acknowledgedWithinMs, outgoing } from './outgoing.ts';

/** One end of a connection that speaks in frames. */
export interface Link {
  /** The far end, `host:port`. */
  readonly address: string;
  /**
   * Sends one message after the other; resolves when the far end has acknowledged it, rejects on NACK, silence, or an
   * end. Silence ends the link: an ACK that comes too late would be taken for that of the next message.
   */
  send(...fields: string[]): Promise<void>;
  close(): void;
}

export interface LinkEvents {
  /** One that throws ends the link. */
  onMessage(fields: readonly string[], link: Link): void;
  /** Told once, with what ended it. */
  onEnd(why: Error): void;
}

export interface LinkOptions {
  /** A far end of which nothing readable came for so long is gone, though nobody said so; never, if not given. */
  readonly silentAfterMs?: number | undefined;
}

/** A frame that was begun must end within this time, in milliseconds: its sender waits no longer for its ACK. */
const frameWithinMs = acknowledgedWithinMs;
/** Bytes that may wait for a far end to read them: far more than one frame and its ACK. */
const mostUnread = 16 * 1024;

export function linkOn(socket: Socket, hearer: (link: Link) => LinkEvents, { silentAfterMs }: LinkOptions = {}): Link {
  const decoder = frameDecoder();
  let why: Error | undefined;
  const end = (error: Error) => {
    why ??= error;
    socket.destroy();
  };
  const write = (bytes: Buffer) => {
    socket.write(bytes);
    if (socket.writableLength > mostUnread) end(new Error('The far end does not read what it is sent.'));
  };
  const sender = outgoing({ write, onSilence: end });
  const link: Link = {
    address: `${socket.remoteAddress}:${socket.remotePort}`,
    send: sender.send,
    close: () => end(new Error('The link was closed at this end.')),
  };
  const unfinished = deadline(frameWithinMs, () =>
    end(new Error(`The far end began a frame and did not end it within ${frameWithinMs} ms.`)),
  );
  const silence = deadline(silentAfterMs ?? 0, () =>
    end(new Error(`Nothing came from the far end for ${silentAfterMs} ms.`)),
  );
  const { onMessage, onEnd } = hearer(link);
  const hear = (arrival: Arrival) => {
    if (arrival.kind === 'ack') sender.answered();
    else if (arrival.kind === 'nack') sender.answered(new Error('The far end could not read the message.'));
    else write(Buffer.from([arrival.kind === 'frame' ? ACK : NACK]));
    if (arrival.kind !== 'frame') return;
    try {
      onMessage(arrival.fields, link);
    } catch (cause) {
      end(new Error('A message could not be dealt with.', { cause }));
    }
  };
  const take = (chunk: Buffer) => {
    const arrivals = decoder.take(chunk);
    // Noise does not count as a sign of life, nor does a frame that is begun again and again as one that ends.
    if (silentAfterMs !== undefined && arrivals.some(({ kind }) => kind !== 'broken')) silence.set();
    if (!decoder.isInside()) unfinished.clear();
    else if (arrivals.length > 0 || !unfinished.isSet()) unfinished.set();
    for (const arrival of arrivals) {
      // A message may have made its hearer close the link: then nothing more is heard.
      if (socket.destroyed) return;
      hear(arrival);
    }
  };
  socket.setNoDelay(true);
  if (silentAfterMs !== undefined) silence.set();
  socket.on('data', take);
  // A failed socket also closes, and that is where an end is told.
  socket.on('error', (error) => {
    why ??= error;
  });
  socket.once('close', () => {
    unfinished.clear();
    silence.clear();
    sender.end();
    onEnd(why ?? new Error('The far end has closed the link.'));
  });
  return link;
}

export interface ListenOptions extends LinkOptions {
  readonly host: string;
  readonly port: number;
  /** Called for each connection. */
  readonly accept: (link: Link) => LinkEvents;
}

/** Listens for links; more than `most` at once are turned away. */
export function listenForLinks({ host, port, accept, ...options }: ListenOptions, most = 2000): Promise<Server> {
  const server = createServer((socket) => linkOn(socket, accept, options));
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
  options: LinkOptions = {},
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
      resolve(linkOn(socket, () => events, options));
    });
  });
}
