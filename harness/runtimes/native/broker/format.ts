import { clusterId } from '../../shared/broker/settings.ts';
import { runCommand } from '../tools/command.ts';
import { formatArguments, type KafkaJava } from './java-command.ts';
import { javaEnvironment } from './java-folder.ts';

/** Makes the broker's empty data folder, as its own tool does it (0.8 s), in a folder of `makeJavaFolder`. */
export async function formatStorage(
  kafka: KafkaJava,
  folder: string,
  options: { readonly run: string; readonly signal: AbortSignal; readonly clusterId?: string },
): Promise<void> {
  const { run, signal } = options;
  await runCommand({
    purpose: 'format the storage of the broker',
    program: kafka.java,
    arguments: formatArguments(kafka, options.clusterId ?? clusterId),
    folder,
    environment: javaEnvironment(),
    withinMs: 60_000,
    run,
    signal,
    kind: 'defect',
    remedy: 'If the message names a full disk or a forbidden folder, clear that; otherwise the settings do not fit.',
  });
}
