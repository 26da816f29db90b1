import { createServer } from 'node:http';
import { connectTo, say } from './kafka.mjs';

// Answers each hello with a greeting.
const [brokers, port, variant] = process.argv.slice(2);
const kafka = connectTo(brokers, 'consumer', variant);
createServer((_request, response) => response.end(JSON.stringify({ ready: kafka.isReady() }))).listen(
  Number(port),
  '127.0.0.1',
);
await kafka.hear('hellos', ({ id, request }) =>
  say(kafka, 'greetings', { id: `${request}/greeting`, request, answers: id }),
);
