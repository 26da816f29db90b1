import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loggingFile } from '../../shared/broker/logging.ts';

/** What every Java program of Kafka is started with. */
export interface KafkaJava {
  /** The `java` program. */
  readonly java: string;
  readonly jarsFolder: string;
}

/**
 * A broker lives for a minute, so what makes it start fast counts, not what makes it fast after an hour: the first
 * compiler tier alone and the collector with the least threads took its start from 1.9 s to 1.45 s on 2 cores.
 */
const shortLived = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx256m'];

/** Arguments of `java` for the broker itself. An archive that does not fit is ignored by the JVM, with a warning. */
export const brokerArguments = (
  kafka: KafkaJava,
  propertiesFile: string,
  archive: { readonly use: string } | { readonly make: string } | undefined,
): string[] => [
  ...shortLived,
  ...(archive === undefined
    ? []
    : 'use' in archive
      ? [`-XX:SharedArchiveFile=${archive.use}`]
      : [`-XX:ArchiveClassesAtExit=${archive.make}`]),
  ...common(kafka),
  'kafka.Kafka',
  propertiesFile,
];

/** Arguments of `java` to format a storage folder. */
export const formatArguments = (kafka: KafkaJava, propertiesFile: string, clusterId: string): string[] => [
  ...shortLived,
  ...common(kafka),
  'kafka.tools.StorageTool',
  // One word: an id may begin with a dash (one in 64 does), and would then be taken for another option.
  ...['format', `--cluster-id=${clusterId}`, '--config', propertiesFile],
];

const common = (kafka: KafkaJava): string[] => [
  `-Dlog4j2.configurationFile=${loggingFile}`,
  '-Djava.awt.headless=true',
  '-cp',
  classpath(kafka.jarsFolder),
];

/** What an archive of classes depends on, beside the JVM and the jars. */
export const archiveKey = (kafka: KafkaJava): string[] => [...shortLived, classpath(kafka.jarsFolder)];

/** A fixed order: a class archive holds for one classpath only, and wildcards follow the order of the folder on disk. */
function classpath(jarsFolder: string): string {
  const jars = readdirSync(jarsFolder).filter((name) => name.endsWith('.jar'));
  return jars
    .sort()
    .map((name) => join(jarsFolder, name))
    .join(':');
}
