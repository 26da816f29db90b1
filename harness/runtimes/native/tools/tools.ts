import { minimums, versions } from '../../../util/pinned-versions.ts';
import { findJava } from './java-home.ts';
import { findOnPath, type Tool } from './tool.ts';

/** The way out for whoever must not, or cannot, install anything on this machine. */
const useDocker = (what: string): string =>
  `Or use Docker: run the whole of norestart in a container that has ${what}.`;

/** Every run needs it: the broker is a Java program. */
export const java: Tool = {
  name: 'java',
  why: 'to run the Kafka broker',
  minimum: minimums.java,
  remedy: `Install Java ${minimums.java} or later (Debian: apt-get install default-jre-headless) or set JAVA_HOME. ${useDocker('Java')}`,
  find: findJava,
  versionArguments: ['-version'],
  versionPattern: /version "([^"]+)"/,
};

/** Only a machine whose cache is still empty needs it. */
export const maven: Tool = {
  name: 'mvn',
  why: `to fetch Kafka ${versions.kafka} once, as long as the cache does not have it`,
  minimum: minimums.maven,
  remedy: `Install Maven (Debian: apt-get install maven), or copy the cache folder from a machine that has run this. ${useDocker('Maven')}`,
  find: (environment) => findOnPath('mvn', environment),
  versionArguments: ['--version'],
  versionPattern: /Apache Maven (\d[\w.-]*)/,
};

/** Only a machine whose cache is still empty needs it. */
export const go: Tool = {
  name: 'go',
  why: `to build Toxiproxy ${versions.toxiproxy} once, as long as the cache does not have it`,
  minimum: minimums.go,
  remedy: `Install Go (go.dev/dl), or copy the cache folder from a machine that has run this. ${useDocker('Go')}`,
  find: (environment) => findOnPath('go', environment),
  versionArguments: ['version'],
  versionPattern: /go version go(\d[\w.-]*)/,
};
