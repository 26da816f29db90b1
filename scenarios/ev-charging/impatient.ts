import { connect } from 'node:net';
import { pathToFileURL } from 'node:url';

/**
 * A service as many are written: it works as long as Kafka is there, and ends when it is not, for its container to be
 * started again until it is. Its own words come behind the address that it must reach and its main file.
 */
const looksEveryMs = 250;
const [broker = '', main = '', ...rest] = process.argv.slice(2);
const [host = '', port] = broker.split(':');

/** Resolves when somebody takes a connection there; ends the process when nobody does. */
const reach = (): Promise<void> =>
  new Promise((reached) => {
    const socket = connect({ host, port: Number(port) });
    socket.once('error', () => process.exit(1));
    socket.once('connect', () => {
      socket.destroy();
      reached();
    });
  });

await reach();
setInterval(() => void reach(), looksEveryMs).unref();
process.argv = [process.execPath, main, ...rest];
await import(pathToFileURL(main).href);
