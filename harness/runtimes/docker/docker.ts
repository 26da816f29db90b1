import { join } from 'node:path';
import type { Environment, Runtime, UpOptions } from '../../core/environment.ts';
import { leasePorts } from '../machine/ports.ts';
import { openRegistry } from '../machine/registry.ts';
import { checkListenerNames } from '../shared/broker/listeners.ts';
import { openCacheFolder } from '../shared/cache/location.ts';
import { takeDown } from '../shared/down.ts';
import { once } from '../shared/once.ts';
import { checkRunName } from '../shared/run-name.ts';
import { asked, connectEngine, type Engine } from './engine.ts';
import { environmentOn } from './environment.ts';
import { followEvents } from './events.ts';
import type { Ground } from './ground.ts';
import { choices, chosen, requireImage } from './images.ts';
import { labelsOf } from './labels.ts';
import { layOut, portsNeeded, talksToKafka } from './layout.ts';
import { requireServicesImage } from './services-image.ts';
import { sweepEngine } from './sweep.ts';

/** The broker, Toxiproxy and the services as containers of this machine's Docker engine. */
export const docker: Runtime = { name: 'docker', up };

async function up(options: UpOptions): Promise<Environment> {
  options.signal.throwIfAborted();
  checkRunName(options.run);
  checkListenerNames(talksToKafka(options.system.services).map(({ name }) => name));
  const engine = await connectEngine();
  const cacheFolder = await openCacheFolder();
  const registry = openRegistry(cacheFolder);
  const scratchFolder = join(cacheFolder, 'scratch', options.run);
  const { run, progress, signal } = options;
  const ends: Ground['ends'] = { services: [], network: [] };
  const rest: (() => Promise<unknown>)[] = [];
  try {
    registry.enter({ run, scratchFolder });
  } catch (error) {
    registry.close();
    throw error;
  }
  const down = once(() => takeDown({ run, scratchFolder, registry, ends: [ends.services, ends.network, rest] }));
  try {
    const [, images, ports] = await Promise.all([
      sweepWith(engine, progress),
      imagesFor(engine, options, cacheFolder),
      leasePorts({ registry, run, count: portsNeeded(options.system), signal }),
    ]);
    const labels = labelsOf(run);
    const network = `norestart-${run}`;
    const events = await followEvents(engine, run);
    rest.push(async () => events.close());
    const made = await asked(`Making the network ${network}`, () =>
      engine.client.network.create({ Name: network, Driver: 'bridge', CheckDuplicate: true, Labels: { ...labels } }),
    );
    rest.push(() => asked(`Removing the network ${network}`, () => made.remove()));
    const ground: Ground = { options, engine, events, registry, labels, images, network, scratchFolder, ends };
    return await environmentOn(ground, layOut(options, ports), down);
  } catch (error) {
    // The first error is the one to tell; what stays after it is the sweep's business.
    await down().catch(() => undefined);
    throw error;
  }
}

async function sweepWith(engine: Engine, progress: UpOptions['progress']): Promise<void> {
  for (const { run, ended } of await sweepEngine(engine))
    progress(`cleared up after run ${run}, whose harness is gone: removed ${ended.length} things on the Docker engine`);
}

async function imagesFor(engine: Engine, { run, progress, signal }: UpOptions, cacheFolder: string) {
  await Promise.all([
    requireImage(engine, choices.kafka, progress),
    requireImage(engine, choices.toxiproxy, progress),
    requireImage(engine, choices.node, progress),
  ]);
  const services = await requireServicesImage(engine, { cacheFolder, run, progress, signal });
  return { kafka: chosen(choices.kafka), toxiproxy: chosen(choices.toxiproxy), services };
}
