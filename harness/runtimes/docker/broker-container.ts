import { dirname } from 'node:path';
import type { BrokerLayout } from '../shared/broker/settings.ts';
import { type Configured, createContainer } from './container.ts';
import { createOptions } from './create-options.ts';
import { asked } from './engine.ts';
import { configure, formattedStorage, loggingOption, propertiesFile } from './formatted.ts';
import type { Ground } from './ground.ts';
import type { Reach } from './routes.ts';
import { createVolume, removeVolume } from './volume.ts';

export interface BrokerOptions {
  readonly ground: Ground;
  readonly name: string;
  readonly layout: BrokerLayout;
  /** Called when it first listens, before services can reach it. */
  readonly whenNew: (signal: AbortSignal) => Promise<void>;
  /** Leads those to it who are to reach it now. */
  readonly lead: (reach: Reach) => Promise<void>;
}

/**
 * A broker lives for a minute: as in the native runtime, the first compiler tier, the smallest collector, and the classes
 * as the image brings them along.
 */
const shortLived =
  '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djava.awt.headless=true -XX:SharedArchiveFile=/opt/kafka/kafka.jsa';

/**
 * Makes a broker's container, which does not run, with its properties and a volume that is formatted for a cluster of this
 * id. It begins with what the public image's own start ends with: before that, each time, a second Java finds out that
 * nothing is to be formatted, for as long as Kafka takes to start.
 */
export async function createBroker(options: BrokerOptions, logFile: string, clusterId: string): Promise<Configured> {
  const { ground, name, layout } = options;
  const { engine, events, labels, images } = ground;
  const storage = await formattedStorage(ground, layout, clusterId);
  const volume = await createVolume(engine, volumeOf(options), labels);
  const configured = await createContainer({
    engine,
    events,
    what: name,
    logFile,
    create: createOptions(ground, {
      name,
      image: images.kafka,
      entrypoint: ['/opt/kafka/bin/kafka-server-start.sh'],
      command: [propertiesFile],
      environment: {
        KAFKA_HEAP_OPTS: '-Xmx256m',
        KAFKA_JVM_PERFORMANCE_OPTS: shortLived,
        KAFKA_LOG4J_OPTS: loggingOption,
      },
      ports: [layout.admin.port],
      host: { Binds: [`${volume}:${layout.dataFolder}`] },
    }),
  });
  const { container } = configured;
  await asked(`Putting its configuration and its storage into the container of ${name}`, async () => {
    await configure(container, layout);
    await container.putArchive(storage, { path: dirname(layout.dataFolder) });
  });
  return configured;
}

/** With all its data. */
export async function removeBroker(options: BrokerOptions, configured: Configured): Promise<void> {
  await configured.remove();
  await removeVolume(options.ground.engine, volumeOf(options));
}

const volumeOf = ({ ground, name }: BrokerOptions): string => `${ground.network}-${name}`;
