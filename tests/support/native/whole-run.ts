import { native } from '../../../harness/runtimes/native/native.ts';
import { tinyUp } from './tiny-system.ts';

/** A whole run in a process of its own: prints what it is, waits for the end of its input, and takes itself down. */
const [, , folder = ''] = process.argv;
const options = tinyUp(folder, { progress: (line) => console.error(line) });
const environment = await native.up(options);
const broker = await environment.broker.start(options.signal);
const services = await Promise.all(environment.services.map((service) => service.start()));
const ports = [environment.admin, ...environment.routes.flatMap(({ listen, upstream }) => [listen, upstream])].map(
  ({ port }) => port,
);
const pids = [broker, ...services].map(({ identity }) => identity.pid);
console.log(JSON.stringify({ run: options.run, ports, pids }));
process.stdin.resume().once('end', async () => {
  await environment.down();
  console.log('down');
});
