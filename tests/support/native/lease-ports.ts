import { leasePorts } from '../../../harness/runtimes/machine/ports.ts';
import { openRegistry } from '../../../harness/runtimes/machine/registry.ts';

/** Leases ports for the run `name`, prints them, and keeps them until its input ends. */
const [, , cacheFolder = '', name = '', count] = process.argv;
const registry = openRegistry(cacheFolder);
registry.enter({ run: name, scratchFolder: cacheFolder });
console.log((await leasePorts({ registry, run: name, count: Number(count) })).join(' '));
process.stdin.resume();
