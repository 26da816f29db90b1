import { connect, type Socket } from 'node:net';
import type { ISocketFactory } from 'kafkajs';

/** The connections of one client, so that they can be ended: kafkajs keeps a socket whose request timed out for ever. */
export interface Sockets {
  readonly factory: ISocketFactory;
  /** Ends them all, at once, and every one that is asked for later. */
  destroy(): void;
}

/** `onLost` is told of each connection that ends without our asking. `only`: all lead there, whoever is asked for. */
export function sockets(onLost: () => void, only?: string): Sockets {
  const open = new Set<Socket>();
  let destroyed = false;
  // kafkajs hears an error and not a mere end: without one its requests would wait, and its timers run, for ever.
  const end = (socket: Socket) => socket.destroy(new Error('The client has been given up.'));
  return {
    factory: ({ host, port, onConnect }) => {
      const [onlyHost = host, onlyPort = port] = only?.split(':') ?? [];
      const there = { host: onlyHost, port: Number(onlyPort) };
      const socket = connect({ ...there, noDelay: true, keepAlive: true }, onConnect);
      open.add(socket);
      socket.once('close', () => {
        open.delete(socket);
        if (!destroyed) onLost();
      });
      if (destroyed) end(socket);
      return socket;
    },
    destroy: () => {
      destroyed = true;
      for (const socket of open) end(socket);
    },
  };
}
