import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import {
  connectLink,
  type Link,
  type LinkEvents,
  type LinkOptions,
  listenForLinks,
} from '../../../../system/link/link.ts';

export const host = '127.0.0.1';
export const ignore: LinkEvents = { onMessage: () => undefined, onEnd: () => undefined };
const portOf = (server: Server) => (server.address() as AddressInfo).port;

const opened: (() => void)[] = [];
/** For `afterEach`: whatever a test has opened. */
export const closeAll = (): void => {
  for (const close of opened.splice(0)) close();
};

/** A listening end of links that writes down what it is told. */
export async function hearing(
  most?: number,
  hear: LinkEvents['onMessage'] = () => undefined,
  { port = 0, ...options }: LinkOptions & { readonly port?: number } = {},
) {
  const heard: string[][] = [];
  const { promise: ended, resolve } = Promise.withResolvers<Error>();
  const accept = (): LinkEvents => ({
    onMessage: (fields, link) => {
      heard.push([...fields]);
      hear(fields, link);
    },
    onEnd: resolve,
  });
  const server = await listenForLinks({ host, port, accept, ...options }, most);
  opened.push(() => server.close());
  /** `ended`: why the first of its links to end has ended. */
  return { heard, server, ended, port: portOf(server) };
}

/** A far end under the test's hand: what it says, and when, is the test's. */
export async function farEnd(onSocket: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    opened.push(() => socket.destroy());
    onSocket(socket);
  });
  server.listen(0, host);
  await once(server, 'listening');
  opened.push(() => server.close());
  return portOf(server);
}

/** A port where nobody is, a moment ago and most likely still. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  await once(server, 'close');
  return port;
}

export async function linkTo(port: number, events: LinkEvents = ignore): Promise<Link> {
  const link = await connectLink({ host, port }, events);
  opened.push(() => link.close());
  return link;
}

export async function socketTo(port: number): Promise<Socket> {
  const socket = connect({ host, port, noDelay: true });
  opened.push(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** Bytes from a socket until there are `count` of them, or it ends. */
export async function answers(socket: Socket, count: number): Promise<number[]> {
  const bytes: number[] = [];
  for await (const chunk of socket) {
    bytes.push(...chunk);
    if (bytes.length >= count) break;
  }
  return bytes;
}
