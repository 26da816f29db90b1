import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findOnPath, isExecutable } from './tool.ts';
import { isOlder } from './version.ts';

/**
 * JAVA_HOME comes first, as in Kafka's own scripts. Without it: the Java on the PATH, or a newer one that is installed
 * beside it, as the packages of Linux put them (/usr/lib/jvm); a newer Java starts a broker faster.
 */
export function findJava(environment: NodeJS.ProcessEnv): string | undefined {
  const home = environment.JAVA_HOME;
  const configured = home ? programOf(home) : undefined;
  if (configured && isExecutable(configured)) return configured;
  const onPath = findOnPath('java', environment);
  return onPath && (newerBeside(onPath) ?? onPath);
}

const programOf = (home: string): string => join(home, 'bin', 'java');

/** Undefined, too, where the one at hand does not say in its folder which one it is: then nothing is known of others. */
function newerBeside(program: string): string | undefined {
  const home = dirname(dirname(realpathSync(program)));
  const mine = versionOf(home);
  if (mine === undefined) return undefined;
  let newest = { home, version: mine };
  for (const name of namesIn(dirname(home))) {
    const other = join(dirname(home), name);
    const version = versionOf(other);
    if (version && isOlder(newest.version, version) && isExecutable(programOf(other)))
      newest = { home: other, version };
  }
  return newest.home === home ? undefined : programOf(newest.home);
}

/** From the file that every JDK since 7 has in its folder; undefined where there is none. */
function versionOf(home: string): string | undefined {
  try {
    return /^JAVA_VERSION="([^"]+)"/m.exec(readFileSync(join(home, 'release'), 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
