import { createServer } from 'node:http';
import { connectTo, say } from './kafka.mjs';

// Asked on POST /hello/<id>, it says hello in Kafka, and thanks for each greeting that comes back.
const [brokers, port, variant] = process.argv.slice(2);
const kafka = connectTo(brokers, 'producer', variant);
createServer(async (request, response) => {
  if (request.method === 'GET') return response.end(JSON.stringify({ ready: kafka.isReady() }));
  const id = (request.url ?? '').slice('/hello/'.length);
  // Yes is said when Kafka has it, and not before: what was promised is kept, whoever dies.
  const sent = await say(kafka, 'hellos', { id: `${id}/hello`, request: id }).then(
    () => true,
    () => false,
  );
  response.writeHead(sent ? 202 : 503).end();
}).listen(Number(port), '127.0.0.1');
await kafka.hear('greetings', ({ id, request }) =>
  say(kafka, 'thanks', { id: `${request}/thanks`, request, answers: id }),
);
