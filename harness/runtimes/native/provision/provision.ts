import type { TopicDescription } from '../../../model/system.ts';
import type { Registry } from '../../machine/registry.ts';
import type { CacheUse } from '../../shared/cache/entry.ts';
import type { KafkaJava } from '../broker/java-command.ts';
import { requireTool } from '../tools/tool.ts';
import { java } from '../tools/tools.ts';
import { classArchive } from './class-archive.ts';
import { kafkaJars } from './kafka-jars.ts';
import { storageTemplates } from './storage-template.ts';
import { toxiproxyBinary } from './toxiproxy-binary.ts';

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
