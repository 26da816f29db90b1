import { afterAll, beforeAll } from 'vitest';
import { connectNetwork, type Network } from '../../../harness/proxy/network.ts';
import { leasePorts } from '../../../harness/runtimes/machine/ports.ts';
import { openRegistry } from '../../../harness/runtimes/machine/registry.ts';
import { scratchFolderOf } from '../../../harness/runtimes/machine/scratch.ts';
import type { Child } from '../../../harness/runtimes/native/child.ts';
import { toxiproxyBinary } from '../../../harness/runtimes/native/provision/toxiproxy-binary.ts';
import { launchToxiproxy } from '../../../harness/runtimes/native/toxiproxy-server.ts';
import { cacheFolder, openCacheFolder } from '../../../harness/runtimes/shared/cache/location.ts';
import { local } from '../../../harness/runtimes/shared/local.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { known, provisioningMs } from './tiny-run.ts';

/** A real Toxiproxy with nothing in it, and ports that nobody else has. */
export interface RunningToxiproxy {
  readonly network: Network;
  readonly server: Child;
  readonly port: number;
  /** Another port each time. */
  nextPort(): number;
}

/** Call it at the top of a test file: it runs while the tests of the file go on. */
export function runningToxiproxy(): RunningToxiproxy {
  const folder = temporaryFolder(afterAll);
  const run = `toxiproxy-${process.pid}`;
  const signal = new AbortController().signal;
  let started: { readonly server: Child; readonly network: Network; readonly port: number } | undefined;
  let ports: number[] = [];
  let leave = async (): Promise<void> => undefined;
  beforeAll(async () => {
    const registry = openRegistry(await openCacheFolder());
    registry.enter({ run, scratchFolder: scratchFolderOf(cacheFolder(), run) });
    leave = async () => {
      await started?.server.kill();
      registry.leave(run);
      registry.close();
    };
    const [port = 0, ...rest] = await leasePorts({ registry, run, count: 16, signal });
    ports = rest;
    const use = { cacheFolder: cacheFolder(), run, progress: () => undefined, signal };
    const binary = await toxiproxyBinary(use);
    const server = await launchToxiproxy({ binary, port, folder, run, registry, signal });
    started = { server, port, network: connectNetwork(local(port)) };
  }, provisioningMs);
  afterAll(() => leave());
  const running = () => known(started, 'Toxiproxy runs only while tests go on.');
  return {
    get network() {
      return running().network;
    },
    get server() {
      return running().server;
    },
    get port() {
      return running().port;
    },
    nextPort: () => known(ports.shift(), 'There are not so many ports.'),
  };
}
