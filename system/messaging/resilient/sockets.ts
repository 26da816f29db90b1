import { connect, type Socket } from 'node:net';
import type { ISocketFactory } from 'kafkajs';

/** The connections of one client, so that they can be ended: kafkajs keeps a socket whose request timed out for ever. */
export interface Sockets {
  readonly factory: ISocketFactory;
  /** Ends them all, at once. */
  destroy(): void;
}

/** `onLost` is told of each connection that ends without our asking. */
export function sockets(onLost: () => void): Sockets {
  const open = new Set<Socket>();
  let destroyed = false;
  return {
    factory: ({ host, port, onConnect }) => {
      const socket = connect({ host, port, noDelay: true, keepAlive: true }, onConnect);
      open.add(socket);
      socket.once('close', () => {
        open.delete(socket);
        if (!destroyed) onLost();
      });
      if (destroyed) socket.destroy();
      return socket;
    },
    destroy: () => {
      destroyed = true;
      for (const socket of open) socket.destroy();
    },
  };
}
