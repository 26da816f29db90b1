import type { Environment } from '../../model/environment.ts';
import { Failure } from '../../model/failure.ts';
import type { Runtime, UpOptions } from '../../model/runtime.ts';
import { requireLimits } from '../machine/own-limits.ts';
import { leasePorts, withOtherPorts } from '../machine/ports.ts';
import { openRegistry, type RegisteredRun } from '../machine/registry.ts';
import { makeScratchFolder, scratchFolderOf } from '../machine/scratch.ts';
import { sweep, tellSweep } from '../machine/sweep.ts';
import { talksToKafka } from '../shared/broker/layout.ts';
import { checkListenerNames } from '../shared/broker/listeners.ts';
import { openCacheFolder } from '../shared/cache/location.ts';
import { requireFaketime } from '../shared/clock.ts';
import { takeDown } from '../shared/down.ts';
import { once } from '../shared/once.ts';
import { checkRunName } from '../shared/run-name.ts';
import { environmentOn } from './environment.ts';
import type { Ground } from './ground.ts';
import { layOut, portsNeeded } from './layout.ts';
import { provision } from './provision/provision.ts';

/** The broker, Toxiproxy and the services as processes of this machine. */
export const native: Runtime = { name: 'native', up };

async function up(options: UpOptions): Promise<Environment> {
  options.signal.throwIfAborted();
  checkRunName(options.run);
  requireLimits();
  if (options.movableClocks) requireFaketime();
  refuseContainersOnly(options);
  checkListenerNames(talksToKafka(options.system.services).map(({ name }) => name));
  const cacheFolder = await openCacheFolder();
  const registry = openRegistry(cacheFolder);
  const scratchFolder = scratchFolderOf(cacheFolder, options.run);
  let entered: RegisteredRun;
  try {
    tellSweep(await sweep(registry, options.signal), options.progress);
    entered = registry.enter({ run: options.run, scratchFolder });
  } catch (error) {
    registry.close();
    throw error;
  }
  const ground: Ground = { options, cacheFolder, scratchFolder, registry, ends: { services: [], network: [] } };
  const down = once(() =>
    takeDown({ run: options.run, scratchFolder, registry, ends: [ground.ends.services, ground.ends.network] }),
  );
  try {
    await openCacheFolder(scratchFolder);
    makeScratchFolder(entered);
    return await withOtherPorts(
      () => assemble(ground, down),
      () => startOver(ground),
    );
  } catch (error) {
    // The first error is the one to tell; what stays after it is the sweep's business.
    await down().catch(() => undefined);
    throw error;
  }
}

/** Nothing here starts again what has ended, and services know Kafka by an address: nothing may pretend otherwise. */
function refuseContainersOnly({ system, removableName }: UpOptions): void {
  const service = system.services.find(({ restartPolicy }) => restartPolicy !== undefined);
  const wanted = service
    ? `Starting the service ${service.name} with the restart policy ${service.restartPolicy}`
    : removableName
      ? 'Taking away the name of Kafka'
      : undefined;
  if (wanted === undefined) return;
  throw new Failure('usage', {
    attempted: wanted,
    happened: 'native processes have none',
    remedy: 'Run it with --runtime docker.',
  });
}

async function startOver({ options, registry, ends }: Ground): Promise<void> {
  options.progress('a port was taken by something else at the last moment; trying others');
  await Promise.all(ends.network.splice(0).map((end) => end()));
  registry.freePortBlocks(options.run);
}

async function assemble(ground: Ground, down: () => Promise<void>): Promise<Environment> {
  const { options, registry, cacheFolder } = ground;
  const { system, run, signal, progress } = options;
  const { brokers = 1 } = options;
  const ports = await leasePorts({ registry, run, count: portsNeeded(system, brokers), signal });
  const layout = layOut(options, ground.scratchFolder, ports);
  const provisions = await provision({
    use: { cacheFolder, run, progress, signal },
    topics: options.topicProvisioning === 'pre-created' ? system.topics : [],
    // Nothing listens on these yet, so the brokers that fill the cache may.
    ports,
    brokers,
    run,
    registry,
  });
  return environmentOn({ ground, layout, provisions, down });
}
