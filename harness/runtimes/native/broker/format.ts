import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrokerLayout, clusterId, serverProperties } from '../../shared/broker/settings.ts';
import { runCommand } from '../tools/command.ts';
import { formatArguments, type KafkaJava } from './java-command.ts';

/** Writes `server.properties` into the folder and returns its path. */
export async function writeProperties(folder: string, layout: BrokerLayout): Promise<string> {
  const file = join(folder, 'server.properties');
  await mkdir(folder, { recursive: true });
  await writeFile(file, serverProperties(layout));
  return file;
}

/** Makes the broker's empty data folder, as its own tool does it (0.8 s). */
export async function formatStorage(
  kafka: KafkaJava,
  propertiesFile: string,
  options: { readonly run: string; readonly signal: AbortSignal; readonly clusterId?: string },
): Promise<void> {
  const { run, signal } = options;
  await runCommand({
    purpose: 'format the storage of the broker',
    program: kafka.java,
    arguments: formatArguments(kafka, propertiesFile, options.clusterId ?? clusterId),
    withinMs: 60_000,
    run,
    signal,
    kind: 'defect',
    remedy: 'If the message names a full disk or a forbidden folder, clear that; otherwise the settings do not fit.',
  });
}
