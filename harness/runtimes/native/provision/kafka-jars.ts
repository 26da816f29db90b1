import { constants, existsSync, readFileSync, realpathSync } from 'node:fs';
import { access, copyFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../../model/failure.ts';
import { versions } from '../../../util/pinned-versions.ts';
import { type CacheUse, cached, type EntryRecipe, entryFolder } from '../../shared/cache/entry.ts';
import { javaEnvironment } from '../broker/java-folder.ts';
import { runCommand } from '../tools/command.ts';
import { requireTool } from '../tools/tool.ts';
import { maven } from '../tools/tools.ts';

const pom = fileURLToPath(new URL('pom.xml', import.meta.url));
const plugin = `org.apache.maven.plugins:maven-dependency-plugin:${versions.mavenDependencyPlugin}`;
const properties = [`-Dkafka.version=${versions.kafka}`, `-Dlog4j.version=${versions.log4jBinding}`];
/** 43 MB over a slow line. */
const withinMs = 10 * 60_000;

const brokerJar = `kafka_2.13-${versions.kafka}.jar`;

/** A folder with every jar of a Kafka broker (43 MB), fetched by Maven if the cache does not have it. */
export async function kafkaJars(use: CacheUse): Promise<string> {
  if (realpathSync(use.cacheFolder).includes('!/')) throw unreadable(use.cacheFolder);
  const folder = await cached(recipe, use);
  try {
    await access(join(folder, brokerJar), constants.R_OK);
    return folder;
  } catch (cause) {
    throw new Failure('missing', {
      attempted: `Using Kafka ${versions.kafka} from the cache`,
      happened: cause instanceof Error ? cause.message : String(cause),
      remedy: `Make ${folder} readable, or delete it: the next run fetches it again.`,
      cause,
    });
  }
}

/** Java takes `!/` for the end of the name of a jar (java.net.JarURLConnection), and nothing can be said against it. */
const unreadable = (folder: string): Failure =>
  new Failure('missing', {
    attempted: `Keeping Kafka in the cache ${folder}`,
    happened: 'Java reads no jar below a folder whose name ends with an exclamation mark',
    remedy: 'Point XDG_CACHE_HOME to another folder.',
  });

const recipe: EntryRecipe = {
  name: `kafka-${versions.kafka}`,
  key: [readFileSync(pom, 'utf8'), plugin, ...properties],
  doing: `fetching Kafka ${versions.kafka} with Maven`,
  build: fetchJars,
};

/** Whether Maven will not be needed. */
export const hasKafkaJars = (cacheFolder: string): boolean => existsSync(entryFolder(cacheFolder, recipe));

async function fetchJars(folder: string, { signal, run }: CacheUse): Promise<void> {
  const { path } = await requireTool(maven, signal);
  // Maven may write beside the pom, so it gets a copy of it.
  await copyFile(pom, join(folder, 'pom.xml'));
  await runCommand({
    purpose: `fetch Kafka ${versions.kafka}`,
    program: path,
    arguments: [
      ...['-q', '-B', `${plugin}:copy-dependencies`, '-DincludeScope=runtime', '-DoutputDirectory=.'],
      ...properties,
    ],
    folder,
    // It is a Java program, too.
    environment: javaEnvironment(),
    withinMs,
    run,
    signal,
    remedy:
      "Check the network and Maven's settings.xml (mirror, proxy), then run it again: nothing half-made was kept.",
  });
  await rm(join(folder, 'pom.xml'));
  const jars = await readdir(folder);
  if (!jars.includes(brokerJar))
    throw new Failure('defect', {
      attempted: `Fetching Kafka ${versions.kafka} with Maven`,
      happened: `Maven succeeded, but of the broker there is no jar; there are ${jars.length} files`,
      remedy: 'Run it again; if it stays so, the recipe in pom.xml is wrong.',
    });
}
