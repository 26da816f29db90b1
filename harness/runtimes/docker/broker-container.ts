import { serverProperties } from '../shared/broker/settings.ts';
import { archive } from './archive.ts';
import type { BrokerOptions } from './broker.ts';
import { type Configured, createContainer } from './container.ts';
import { createOptions } from './create-options.ts';
import { asked } from './engine.ts';
import { createVolume, removeVolume } from './volume.ts';

/** A broker lives for a minute: as in the native runtime, the first compiler tier and the smallest collector. */
const shortLived = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djava.awt.headless=true';

/** Makes a broker's container, which does not run, with its properties and an empty volume for a cluster of this id. */
export async function createBroker(options: BrokerOptions, logFile: string, clusterId: string): Promise<Configured> {
  const { ground, name, layout } = options;
  const { engine, events, labels, images } = ground;
  const volume = await createVolume(engine, volumeOf(options), labels);
  const configured = await createContainer({
    engine,
    events,
    what: name,
    logFile,
    create: createOptions(ground, {
      name,
      image: images.kafka,
      // Nothing of the configuration: with a file in place these only set how Java runs.
      environment: { CLUSTER_ID: clusterId, KAFKA_HEAP_OPTS: '-Xmx256m', KAFKA_JVM_PERFORMANCE_OPTS: shortLived },
      ports: [layout.admin.port],
      host: { Binds: [`${volume}:${layout.dataFolder}`] },
    }),
  });
  // By the contract of the public image: a file here is its whole configuration.
  const files = archive([{ path: 'server.properties', text: serverProperties(layout) }]);
  await asked(`Putting server.properties into the container of ${name}`, () =>
    configured.container.putArchive(files, { path: '/mnt/shared/config' }),
  );
  return configured;
}

/** With all its data. */
export async function removeBroker(options: BrokerOptions, configured: Configured): Promise<void> {
  await configured.remove();
  await removeVolume(options.ground.engine, volumeOf(options));
}

const volumeOf = ({ ground, name }: BrokerOptions): string => `${ground.network}-${name}`;
