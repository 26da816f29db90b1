import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { isOlder } from '../tools/version.ts';
import { names } from './java-folder.ts';

/** What every Java program of Kafka is started with. */
export interface KafkaJava {
  /** The `java` program. */
  readonly java: string;
  /** As it tells it itself: "17.0.15". */
  readonly version: string;
  readonly jarsFolder: string;
}

/**
 * A broker lives for a minute, so what makes it start fast counts, not what makes it fast after an hour: the first
 * compiler tier alone and the collector with the least threads took its start from 1.9 s to 1.45 s on 2 cores. Nobody
 * looks at it with jstat, and the file for that takes 4 %.
 */
const shortLived = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-XX:-UsePerfData', '-Xmx256m'];

/** A file with what the JVM knows of the broker's classes after a run: to start from, or to write at the end. */
export type Archive = { readonly use: string } | { readonly make: string };

export const fileOf = (archive: Archive): string => ('use' in archive ? archive.use : archive.make);

/**
 * Arguments of `java` for the broker itself, in a folder of `makeJavaFolder`. An archive that does not fit is ignored by the
 * JVM, with a warning.
 */
export const brokerArguments = (kafka: KafkaJava, archive: Archive): string[] => [
  ...shortLived,
  archiveArgument(kafka, archive),
  ...common(kafka),
  'kafka.Kafka',
  names.properties,
];

/**
 * From Java 25 on the archive has the classes linked, too, and what was called how often (JEP 483, 514 and 515): a
 * broker then starts in 0.93 s instead of 1.23 s (medians of 5, 2 cores), with 17 % less of the processor.
 */
function archiveArgument({ version }: KafkaJava, archive: Archive): string {
  const linked = !isOlder(version, '25');
  const file = `${names.archive}/${basename(fileOf(archive))}`;
  if ('use' in archive) return `-XX:${linked ? 'AOTCache' : 'SharedArchiveFile'}=${file}`;
  return `-XX:${linked ? 'AOTCacheOutput' : 'ArchiveClassesAtExit'}=${file}`;
}

/** Arguments of `java` to format a storage folder, in a folder of `makeJavaFolder`. */
export const formatArguments = (kafka: KafkaJava, clusterId: string): string[] => [
  ...shortLived,
  ...common(kafka),
  'kafka.tools.StorageTool',
  // One word: an id may begin with a dash (one in 64 does), and would then be taken for another option.
  ...['format', `--cluster-id=${clusterId}`, '--config', names.properties],
];

const common = (kafka: KafkaJava): string[] => [
  `-Dlog4j2.configurationFile=${names.logging}`,
  '-Djava.awt.headless=true',
  '-cp',
  classpath(kafka.jarsFolder),
];

/** What an archive of classes depends on, beside the JVM: the jars, and where they are. */
export const archiveKey = (kafka: KafkaJava): string[] => [
  ...shortLived,
  kafka.jarsFolder,
  classpath(kafka.jarsFolder),
];

/** A fixed order: a class archive holds for one classpath only, and wildcards follow the order of the folder on disk. */
function classpath(jarsFolder: string): string {
  const jars = readdirSync(jarsFolder).filter((name) => name.endsWith('.jar'));
  return jars
    .sort()
    .map((name) => `${names.jars}/${name}`)
    .join(':');
}
