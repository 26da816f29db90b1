import { copyFile, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { loggingFile } from '../../shared/broker/logging.ts';
import { type BrokerLayout, serverProperties } from '../../shared/broker/settings.ts';

/** What lies in the folder in which a Java program of Kafka runs. */
export const names = {
  properties: 'server.properties',
  logging: 'log4j2.properties',
  jars: 'jars',
  data: 'data',
  archive: 'classes',
} as const;

export interface JavaFolder {
  readonly folder: string;
  readonly layout: BrokerLayout;
  readonly jarsFolder: string;
  /** Of classes: the file, there already or not yet. */
  readonly archive?: string;
}

/**
 * Makes the folder in which Java runs, with all that it needs in it, or a link to that. So Java is told nothing but short
 * names, wherever the cache and the data are: it would read a whole path as a list (`:` in its class path, `,` in
 * `log.dirs`), as a URI (the logging's `%` and `#`), or in another encoding than the file system's.
 */
export async function makeJavaFolder({ folder, layout, jarsFolder, archive }: JavaFolder): Promise<void> {
  await mkdir(folder, { recursive: true });
  // What formats it makes no folder behind a link.
  await mkdir(layout.dataFolder, { recursive: true });
  await writeFile(join(folder, names.properties), serverProperties({ ...layout, dataFolder: names.data }));
  await copyFile(loggingFile, join(folder, names.logging));
  await link(jarsFolder, join(folder, names.jars));
  await link(layout.dataFolder, join(folder, names.data));
  if (archive !== undefined) await link(dirname(archive), join(folder, names.archive));
}

async function link(to: string, path: string): Promise<void> {
  await rm(path, { force: true });
  await symlink(to, path);
}

/**
 * Paths that Java asks the system for (that of its own folder, and of what a link leads to) come in the encoding of the
 * locale, which is UTF-8 in this one. Every Linux that Node 24 runs on has it.
 */
export const javaEnvironment = (environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv => ({
  ...environment,
  LC_ALL: 'C.UTF-8',
});
