import { docker } from '../../../harness/runtimes/docker/docker.ts';
import { tinyInContainers } from './tiny.ts';

/** A run in a process of its own, up, with one service: prints its name, and waits to be killed. */
const [, , folder = ''] = process.argv;
const options = tinyInContainers(folder, { progress: (line) => console.error(line) });
const environment = await docker.up(options);
await environment.services[0]?.start();
console.log(options.run);
setInterval(() => undefined, 1000);
