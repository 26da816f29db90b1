import { existsSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../../model/failure.ts';
import type { TopicDescription } from '../../../model/service.ts';
import { versions } from '../../../util/pinned-versions.ts';
import type { Registry } from '../../machine/registry.ts';
import { clusterSettings } from '../../shared/broker/membership.ts';
import { clusterId, fixedSettings } from '../../shared/broker/settings.ts';
import { type CacheUse, cached } from '../../shared/cache/entry.ts';
import { lastLines, logSince } from '../../shared/log-tail.ts';
import { archiveKey, type KafkaJava } from '../broker/java-command.ts';
import { type FoundTool, requireTool } from '../tools/tool.ts';
import { java } from '../tools/tools.ts';
import { kafkaJars } from './kafka-jars.ts';
import { toxiproxyBinary } from './toxiproxy-binary.ts';
import { dataFolders, type TrainingGround, trainBrokers } from './training.ts';

export interface ProvisionOptions {
  readonly use: CacheUse;
  readonly topics: readonly TopicDescription[];
  /** For the brokers that are run once to fill the cache: two for one broker, and `portsToTrain` for several. */
  readonly ports: readonly number[];
  /** Of one cluster. */
  readonly brokers: number;
  readonly run: string;
  readonly registry: Registry;
}

/** All that a run needs from the cache. */
export interface Provisions {
  readonly kafka: KafkaJava;
  readonly classArchive: string;
  /** One for each broker. */
  readonly storageTemplates: readonly string[];
  readonly toxiproxyBinary: string;
}

/**
 * Finds everything in the cache, or makes it: Maven and Go work side by side. With a full cache neither is called, nor
 * needed, nor is the network. When one part fails the other is aborted, so that nothing goes on behind the error.
 */
export async function provision(options: ProvisionOptions): Promise<Provisions> {
  const other = new AbortController();
  const signal = AbortSignal.any([options.use.signal, other.signal]);
  const use = { ...options.use, signal };
  const parts = [provisionBroker({ ...options, use }), toxiproxyBinary(use)] as const;
  try {
    const [brokerParts, binary] = await Promise.all(parts);
    return { ...brokerParts, toxiproxyBinary: binary };
  } catch (error) {
    other.abort(error);
    await Promise.allSettled(parts);
    throw error;
  }
}

/** Of all that, what the broker alone needs. */
export async function provisionBroker({
  use,
  topics,
  brokers,
  ...ground
}: ProvisionOptions): Promise<Omit<Provisions, 'toxiproxyBinary'>> {
  const [javaTool, jarsFolder] = await Promise.all([requireTool(java, use.signal), kafkaJars(use)]);
  const kafka = { java: javaTool.path, version: javaTool.version, jarsFolder };
  const training = { ...ground, kafka, signal: use.signal };
  const archive = await classArchive(javaTool, training, use);
  const template = { topics, brokers, archive, ground: training, use };
  return { kafka, classArchive: archive, storageTemplates: await storageTemplates(template) };
}

const archiveName = 'broker.jsa';

/**
 * The broker's classes as the JVM has them after loading (50 to 70 MB): with it the broker starts in half the time. It
 * holds for one build of Java and for one place of the jars, so both are in its key.
 */
async function classArchive(java: FoundTool, ground: TrainingGround, use: CacheUse): Promise<string> {
  const folder = await cached(
    {
      name: `classes-${versions.kafka}`,
      // By whichever link it is found, it is the same Java.
      key: [java.description, realpathSync(java.path), ...archiveKey(ground.kafka)],
      doing: "making an archive of the broker's classes, so that it starts fast",
      build: (building) => build(building, ground),
    },
    use,
  );
  return join(folder, archiveName);
}

async function build(folder: string, ground: TrainingGround): Promise<void> {
  const make = join(folder, archiveName);
  await trainBrokers({ folder, brokers: 1, topics: [{ name: 'training', partitions: 1 }], archive: { make }, ground });
  if (!existsSync(make))
    throw new Failure('defect', {
      attempted: "Making an archive of the broker's classes",
      happened: `Java did not write it; the last it said:\n${lastLines(logSince(join(folder, 'broker-1.log'), 0))}`,
      remedy: 'Use a Java that supports -XX:ArchiveClassesAtExit (any OpenJDK from 13 up).',
    });
  await rm(join(folder, 'data'), { recursive: true });
}

interface TemplateOptions {
  readonly topics: readonly TopicDescription[];
  readonly brokers: number;
  readonly archive: string;
  readonly ground: TrainingGround;
  readonly use: CacheUse;
}

/**
 * Data folders to copy for new brokers: formatted, with these topics and with `__consumer_offsets`, left by brokers that
 * stopped cleanly. Ports are not in them in any way that binds: at its start a broker registers with those it has.
 */
async function storageTemplates({
  topics,
  brokers,
  archive,
  ground,
  use,
}: TemplateOptions): Promise<readonly string[]> {
  const sorted = topics.map(({ name, partitions }) => `${name}:${partitions}`).sort();
  const several =
    brokers === 1
      ? []
      : [JSON.stringify(clusterSettings(brokers)), 'no leader is remembered', 'each partition has its place'];
  const what = brokers === 1 ? 'a data folder' : `data folders for ${brokers} brokers`;
  const folder = await cached(
    {
      name: `storage-${versions.kafka}`,
      key: [clusterId, JSON.stringify(fixedSettings), ...several, ...sorted],
      doing: topics.length > 0 ? `making ${what} with ${topics.length} topics` : `making ${what} without topics`,
      build: (building) => trainBrokers({ folder: building, brokers, topics, archive: { use: archive }, ground }),
    },
    use,
  );
  return dataFolders(folder, brokers);
}
