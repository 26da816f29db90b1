import { connect, type Socket } from 'node:net';
import type { ISocketFactory } from 'kafkajs';

/** Where a connection leads. */
export interface Far {
  readonly host: string;
  readonly port: number;
}

/** What whoever owns the connections is told of them. */
export interface Listening {
  /** One has ended without our asking. Kafka ends those that are idle, so that alone is no loss. */
  readonly ended?: (far: Far) => void;
  /** The end of one has broken a request, and another one did not mend that. */
  readonly broken?: (why: string) => void;
}

/** What makes connections for kafkajs, and is told when one breaks a request; it is known by that (calm-connections.ts). */
export interface TellingFactory extends ISocketFactory {
  readonly broken: (why: string) => void;
}

/** The connections of one client, so that they can be ended: kafkajs keeps a socket whose request timed out for ever. */
export interface Sockets {
  readonly factory: TellingFactory;
  /** Ends them all, at once, and every one that is asked for later. */
  destroy(): void;
}

/** `only`: all lead there, whoever is asked for. */
export function sockets({ ended, broken }: Listening = {}, only?: string): Sockets {
  const open = new Set<Socket>();
  let destroyed = false;
  // kafkajs hears an error and not a mere end: without one its requests would wait, and its timers run, for ever.
  const end = (socket: Socket) => socket.destroy(new Error('The client has been given up.'));
  const make: ISocketFactory = ({ host, port, onConnect }) => {
    const [onlyHost = host, onlyPort = port] = only?.split(':') ?? [];
    const far = { host: onlyHost, port: Number(onlyPort) };
    const socket = connect({ ...far, noDelay: true, keepAlive: true }, onConnect);
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      if (!destroyed) ended?.(far);
    });
    if (destroyed) end(socket);
    return socket;
  };
  const tell = (why: string) => {
    if (!destroyed) broken?.(why);
  };
  return {
    factory: Object.assign(make, { broken: tell }),
    destroy: () => {
      destroyed = true;
      for (const socket of open) end(socket);
    },
  };
}
