import { createServer } from 'node:http';

/** Answers on its port with its own pid and its environment, until it is asked to stop. */
const [, , port, dataFolder] = process.argv;
const server = createServer((request, response) => {
  if (request.url === '/exit') process.exit(3);
  response.end(JSON.stringify({ pid: process.pid, folder: process.cwd(), dataFolder, environment: process.env }));
});
server.listen(Number(port), '127.0.0.1', () => console.log(`listening on ${port}`));
process.once('SIGTERM', () => process.exit(0));
