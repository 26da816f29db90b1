import { get } from 'node:http';

/** The image's health check: whether the service in this container answers `/health` with 200. Docker bounds the wait. */
const address = { host: '127.0.0.1', port: process.env.EV_HTTP_PORT, path: '/health' };
get(address, (answer) => {
  process.exit(answer.statusCode === 200 ? 0 : 1);
}).on('error', () => process.exit(1));
