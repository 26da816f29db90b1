import { connect, createServer } from 'node:net';

/** Stands before a Docker engine, at a socket of its own: whoever kills it takes the engine away from its clients alone. */
const [, , own = '', engine = ''] = process.argv;
createServer({ allowHalfOpen: true }, (client) => {
  const server = connect({ path: engine, allowHalfOpen: true });
  for (const socket of [client, server]) socket.on('error', () => undefined);
  client.pipe(server);
  server.pipe(client);
}).listen(own, () => console.log('ready'));
