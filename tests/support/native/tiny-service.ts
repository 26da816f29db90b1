import { createServer } from 'node:http';

/**
 * Answers on its port with its own pid and its environment, until it is asked to stop. On `/exit` it ends, on `/spin` it
 * has much to do from then on, on `/hoard` it fills ever more memory, after `/deaf` nothing can stop it but SIGKILL.
 */
const [, , port, dataFolder] = process.argv;
const hoard: Buffer[] = [];
function spin(): void {
  const began = performance.now();
  while (performance.now() - began < 5);
}
const server = createServer((request, response) => {
  if (request.url === '/exit') process.exit(3);
  if (request.url === '/spin') setInterval(spin, 0);
  if (request.url === '/hoard') setInterval(() => hoard.push(Buffer.alloc(8_000_000, 1)), 5);
  if (request.url === '/deaf') process.removeAllListeners('SIGTERM').on('SIGTERM', () => undefined);
  response.end(JSON.stringify({ pid: process.pid, folder: process.cwd(), dataFolder, environment: process.env }));
});
server.listen(Number(port), '127.0.0.1', () => console.log(`listening on ${port}`));
process.once('SIGTERM', () => process.exit(0));
