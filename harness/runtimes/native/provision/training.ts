import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createTopics, warmCoordinator } from '../../../kafka/admin.ts';
import type { TopicDescription } from '../../../model/service.ts';
import type { Registry } from '../../machine/registry.ts';
import { directly } from '../../shared/broker/listeners.ts';
import { memberships, ownController } from '../../shared/broker/membership.ts';
import { type BrokerLayout, listensOf } from '../../shared/broker/settings.ts';
import { taking } from '../../shared/local.ts';
import { launchBroker } from '../broker/broker-process.ts';
import { formatStorage } from '../broker/format.ts';
import { type Archive, brokerArguments, fileOf, type KafkaJava } from '../broker/java-command.ts';
import { makeJavaFolder } from '../broker/java-folder.ts';
import type { Child } from '../child.ts';

/** Ports and bookkeeping of the run that happens to find the cache empty. */
export interface TrainingGround {
  readonly kafka: KafkaJava;
  readonly ports: readonly number[];
  readonly run: string;
  readonly registry: Registry;
  readonly signal: AbortSignal;
}

export interface Training {
  readonly folder: string;
  /** How many, of one cluster. */
  readonly brokers: number;
  readonly topics: readonly TopicDescription[];
  readonly archive: Archive;
  readonly ground: TrainingGround;
}

/** A broker that stops on request writes its last checkpoints, and perhaps an archive of 50 MB, first. */
const stopsWithinMs = 60_000;
/** Long enough that no broker is given up on a machine that is busy. */
const sessionTimeoutMs = 9000;

/** Where the brokers of a training leave their data, in the order of their numbers. */
export const dataFolders = (folder: string, brokers: number): readonly string[] =>
  brokers === 1
    ? [join(folder, 'data')]
    : Array.from({ length: brokers }, (_none, index) => join(folder, `data-${index + 1}`));

/**
 * Runs brokers once in `folder`, from formatting to a clean stop: with these topics, and with everything there that
 * brokers make when the first consumer group asks for its coordinator. Leaves their data in `dataFolders`.
 */
export async function trainBrokers({ folder, brokers, topics, archive, ground }: Training): Promise<void> {
  const { signal } = ground;
  const layouts = layoutsFor(folder, brokers, ground.ports);
  const started: Child[] = [];
  try {
    // Of several none listens before most of them run.
    const starts = layouts.map((layout, index) => startOne(folder, layout, nameOf(index), archive, ground));
    for (const start of await Promise.allSettled(starts)) if (start.status === 'fulfilled') started.push(start.value);
    await Promise.all(starts);
    const admins = layouts.map(({ admin }) => admin);
    await createTopics({ admins, topics, signal });
    await warmCoordinator({ admins, signal });
    await Promise.race([
      Promise.all(started.map((broker) => broker.stop({ graceMs: stopsWithinMs }))),
      aborted(signal),
    ]);
  } finally {
    await Promise.all(started.map((broker) => broker.kill()));
    await Promise.all(
      layouts.map((_layout, index) => rm(javaFolder(folder, nameOf(index)), { recursive: true, force: true })),
    );
  }
  if (brokers > 1) await Promise.all(layouts.map(({ dataFolder }) => forgetLeader(dataFolder)));
}

const nameOf = (index: number): string => `broker-${index + 1}`;
const javaFolder = (folder: string, broker: string): string => join(folder, broker);

/**
 * Of several controllers each would first wait a second for the leader that it last knew. One that finds no word about
 * that begins an election at once, in the epoch of its log.
 */
const forgetLeader = (dataFolder: string): Promise<void> =>
  rm(join(dataFolder, '__cluster_metadata-0', 'quorum-state'), { force: true });

/** Nothing comes between them here, so there are no proxies. */
function layoutsFor(folder: string, brokers: number, ports: readonly number[]): BrokerLayout[] {
  const next = taking(ports);
  const common = { services: [], sessionTimeoutMs };
  const members = brokers === 1 ? [undefined] : memberships(brokers, () => directly(next()));
  return members.map((membership, index) => ({
    ...common,
    admin: next(),
    controller: membership ? ownController(membership) : next(),
    dataFolder: dataFolders(folder, brokers)[index] ?? folder,
    ...(membership ? { membership } : {}),
  }));
}

async function startOne(
  folder: string,
  layout: BrokerLayout,
  what: string,
  archive: Archive,
  { kafka, run, registry, signal }: TrainingGround,
): Promise<Child> {
  const scratch = javaFolder(folder, what);
  await makeJavaFolder({ folder: scratch, layout, jarsFolder: kafka.jarsFolder, archive: fileOf(archive) });
  await formatStorage(kafka, scratch, { run, signal });
  return launchBroker({
    what,
    java: kafka.java,
    arguments: brokerArguments(kafka, archive),
    folder: scratch,
    logFile: join(folder, `${what}.log`),
    listens: listensOf(layout),
    sessionTimeoutMs,
    run,
    registry,
    signal,
  });
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
