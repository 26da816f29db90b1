import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TopicDescription } from '../../../core/system.ts';
import { createTopics, warmCoordinator } from '../../../kafka/admin.ts';
import type { Registry } from '../../machine/registry.ts';
import { local } from '../../shared/local.ts';
import { launchBroker } from '../broker/broker-process.ts';
import { formatStorage, writeProperties } from '../broker/format.ts';
import { brokerArguments, type KafkaJava } from '../broker/java-command.ts';

/** Ports and bookkeeping of the run that happens to find the cache empty. */
export interface TrainingGround {
  readonly kafka: KafkaJava;
  readonly adminPort: number;
  readonly controllerPort: number;
  readonly run: string;
  readonly registry: Registry;
  readonly signal: AbortSignal;
}

/** A broker that stops on request writes its last checkpoints, and perhaps an archive of 50 MB, first. */
const stopsWithinMs = 60_000;

/**
 * Runs a broker once in `folder`, from formatting to a clean stop: with these topics, and with everything there that
 * a broker makes when the first consumer group asks for its coordinator. Leaves its data in `<folder>/data`.
 */
export async function trainBroker(options: {
  readonly folder: string;
  readonly topics: readonly TopicDescription[];
  readonly archive: { readonly use: string } | { readonly make: string };
  readonly ground: TrainingGround;
}): Promise<void> {
  const { folder, topics, ground } = options;
  const { kafka, run, registry, signal } = ground;
  const admin = local(ground.adminPort);
  const controller = local(ground.controllerPort);
  const dataFolder = join(folder, 'data');
  const sessionTimeoutMs = 9000;
  const propertiesFile = await writeProperties(folder, {
    admin,
    controller,
    services: [],
    dataFolder,
    sessionTimeoutMs,
  });
  await formatStorage(kafka, propertiesFile, ground);
  const broker = await launchBroker({
    java: kafka.java,
    arguments: brokerArguments(kafka, propertiesFile, options.archive),
    folder,
    logFile: join(folder, 'broker.log'),
    listens: [admin, controller],
    sessionTimeoutMs,
    run,
    registry,
    signal,
  });
  try {
    await createTopics({ broker: admin, topics, signal });
    await warmCoordinator({ broker: admin, signal });
    await Promise.race([broker.stop({ graceMs: stopsWithinMs }), aborted(signal)]);
  } finally {
    await broker.kill();
  }
  await rm(propertiesFile);
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
