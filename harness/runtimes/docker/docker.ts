import type { Environment } from '../../model/environment.ts';
import type { Runtime, UpOptions } from '../../model/runtime.ts';
import { leasePorts } from '../machine/ports.ts';
import { openRegistry, type RegisteredRun } from '../machine/registry.ts';
import { makeScratchFolder, scratchFolderOf } from '../machine/scratch.ts';
import { talksToKafka } from '../shared/broker/layout.ts';
import { checkListenerNames } from '../shared/broker/listeners.ts';
import type { CacheUse } from '../shared/cache/entry.ts';
import { openCacheFolder } from '../shared/cache/location.ts';
import { requireFaketime } from '../shared/clock.ts';
import { takeDown } from '../shared/down.ts';
import { once } from '../shared/once.ts';
import { checkRunName } from '../shared/run-name.ts';
import { connectEngine, type Engine } from './engine.ts';
import { environmentOn } from './environment.ts';
import { followEvents } from './events.ts';
import type { Ground } from './ground.ts';
import { choices, chosen, imageId, requireImage } from './images.ts';
import { labelsOf } from './labels.ts';
import { layOut, portsNeeded } from './layout.ts';
import { createNetwork } from './network.ts';
import { requireServicesImage } from './services-image.ts';
import { sweepEngine } from './sweep.ts';

/** The broker, Toxiproxy and the services as containers of this machine's Docker engine. */
export const docker: Runtime = { name: 'docker', versions, up };

async function up(options: UpOptions): Promise<Environment> {
  options.signal.throwIfAborted();
  checkRunName(options.run);
  if (options.movableClocks) requireFaketime();
  checkListenerNames(talksToKafka(options.system.services).map(({ name }) => name));
  const engine = await connectEngine();
  const cacheFolder = await openCacheFolder();
  const registry = openRegistry(cacheFolder);
  const scratchFolder = scratchFolderOf(cacheFolder, options.run);
  const { run, progress, signal } = options;
  const use = { cacheFolder, run, progress, signal };
  const ends: Ground['ends'] = { services: [], network: [], last: [] };
  let entered: RegisteredRun;
  try {
    entered = registry.enter({ run, scratchFolder });
  } catch (error) {
    registry.close();
    throw error;
  }
  const down = once(() => takeDown({ run, scratchFolder, registry, ends: [ends.services, ends.network, ends.last] }));
  try {
    await openCacheFolder(scratchFolder);
    makeScratchFolder(entered);
    const [, images, ports] = await Promise.all([
      sweepWith(engine, progress),
      imagesFor(engine, options.system, use),
      leasePorts({ registry, run, count: portsNeeded(options.system, options.brokers), signal }),
    ]);
    const labels = labelsOf(run);
    const network = `norestart-${run}`;
    const events = await followEvents(engine, run);
    ends.last.push(async () => events.close());
    const made = await createNetwork(engine, network, labels);
    ends.last.push(made.remove);
    const { gateway } = made;
    const ground: Ground = {
      ...{ options, engine, events, registry, use, labels, images, network, gateway, scratchFolder, ends },
    };
    return await environmentOn(ground, layOut(options, ports), down);
  } catch (error) {
    // The first error is the one to tell; what stays after it is the sweep's business.
    await down().catch(() => undefined);
    throw error;
  }
}

/** Names and ids: under a name there may be another image tomorrow. */
async function versions(): Promise<Readonly<Record<string, string>>> {
  const engine = await connectEngine();
  const images = await Promise.all(
    Object.entries(choices).map(async ([name, choice]) => {
      const id = await imageId(engine, chosen(choice));
      return [
        `${name} image`,
        `${chosen(choice)} (${id?.replace('sha256:', '').slice(0, 12) ?? 'pulled by this run'})`,
      ];
    }),
  );
  return { docker: engine.version, ...Object.fromEntries(images) };
}

async function sweepWith(engine: Engine, progress: UpOptions['progress']): Promise<void> {
  for (const { run, ended } of await sweepEngine(engine))
    progress(`cleared up after run ${run}, whose harness is gone: removed ${ended.length} things on the Docker engine`);
}

async function imagesFor(engine: Engine, system: UpOptions['system'], use: CacheUse) {
  const { progress } = use;
  await Promise.all([
    requireImage(engine, choices.kafka, progress),
    requireImage(engine, choices.toxiproxy, progress),
    requireImage(engine, choices.node, progress),
  ]);
  const services = await requireServicesImage(engine, system, use);
  return { kafka: chosen(choices.kafka), toxiproxy: chosen(choices.toxiproxy), services };
}
