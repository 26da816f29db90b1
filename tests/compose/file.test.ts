import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ignoreFile } from '../../deploy/docker/context.ts';
import { servicesImage } from '../../deploy/docker/image.ts';
import { versions } from '../../harness/util/pinned-versions.ts';
import { docker, whyNoDocker } from '../support/docker.ts';
import { temporaryFolder } from '../support/native/temporary-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const composeFile = read('docker-compose.yml');
const cannotRun = (await whyNoDocker()) !== undefined;

interface Service {
  readonly image?: string;
  readonly restart?: unknown;
  readonly depends_on?: unknown;
  readonly ports?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}
const servicesOf = (text: string): Record<string, Service> => parse(text, { merge: true }).services;

/** Where an image may come from: a variable, and without it a version that is pinned. */
const pinned = [
  `\${NORESTART_KAFKA_IMAGE:-apache/kafka:${versions.kafka}}`,
  `\${NORESTART_TOXIPROXY_IMAGE:-ghcr.io/shopify/toxiproxy:${versions.toxiproxy}}`,
  // Built here, from the image of Node that is pinned in the Dockerfile.
  `\${NORESTART_SERVICES_IMAGE:-norestart-services:latest}`,
];
const onThisMachineAlone = /^127\.0\.0\.1:\$\{NORESTART_[A-Z\d_]+_PORT:-\d+\}:\d+$/;

/** What would make the file another one than it says it is. */
function faultsOf(text: string): string[] {
  return Object.entries(servicesOf(text)).flatMap(([name, { image = '', restart, depends_on, ports = [] }]) => [
    ...(restart === 'no' ? [] : [`${name} is started again: ${restart}`]),
    ...(depends_on === undefined ? [] : [`${name} waits for others`]),
    ...(pinned.includes(image) ? [] : [`${name} has the image ${image}`]),
    ...ports.filter((port) => !onThisMachineAlone.test(port)).map((port) => `${name} is published as ${port}`),
  ]);
}

test('nothing is started again, nothing waits for anything, all is pinned, and published on this machine alone', () => {
  expect(Object.keys(servicesOf(composeFile))).toHaveLength(10);
  expect(faultsOf(composeFile)).toEqual([]);
});

const dependsOn = '  driver:\n    depends_on: { kafka: { condition: service_healthy } }';
test.each([
  ['is started again: always', composeFile.replace('restart: "no"\n  read_only', 'restart: always\n  read_only')],
  // Unquoted it is a boolean, which Compose reads as no policy at all.
  ['is started again: undefined', composeFile.replace('    restart: "no"\n    environment', '    environment')],
  ['waits for others', composeFile.replace('  driver:', dependsOn)],
  ['has the image apache/kafka:latest', composeFile.replace(/\$\{NORESTART_KAFKA_IMAGE.*\}/, 'apache/kafka:latest')],
  ['is published as 8400:8080', composeFile.replace(/127.*CENTRAL_PORT.*$/m, '8400:8080')],
  ['is published as 0.0.0.0', composeFile.replace('127.0.0.1:${NORESTART_DRIVER', '0.0.0.0:${NORESTART_DRIVER')],
])('it is noticed when a service %s', (fault, text) => {
  expect(faultsOf(text).join('; ')).toContain(fault);
});

test('the image of Node that is pinned is one and the same', () => {
  const node = servicesImage({ root }).buildArguments.NODE_IMAGE;
  expect(read('Dockerfile')).toContain(`\nARG NODE_IMAGE=${node}\n`);
  expect(composeFile).toContain(`NODE_IMAGE: \${NORESTART_NODE_IMAGE:-${node}}\n`);
});

test('.dockerignore is as `npm run image` writes it', () => expect(read('.dockerignore')).toBe(ignoreFile(root)));

test('each service that talks to Kafka has a proxy and a listener of its own', () => {
  const proxies: { name: string; listen: string; upstream: string; enabled: boolean }[] = JSON.parse(
    read('deploy/compose/toxiproxy.json'),
  );
  const properties = read('deploy/compose/kafka/server.properties');
  const brokers = Object.entries(servicesOf(composeFile)).flatMap(([name, { environment }]) =>
    environment?.EV_BROKER === undefined ? [] : [{ name, broker: environment.EV_BROKER }],
  );
  expect(brokers.map(({ name }) => name)).toEqual(proxies.map(({ name }) => name));
  expect(new Set(brokers.map(({ broker }) => broker)).size).toBe(5);
  for (const [at, { name, broker }] of brokers.entries()) {
    const port = broker.replace('toxiproxy:', '');
    expect(proxies[at]).toEqual({ name, listen: `0.0.0.0:${port}`, upstream: `kafka:${port}`, enabled: true });
    const listener = name.replace('-', '').toUpperCase();
    expect(properties).toContain(`${listener}://:${port}`);
    expect(properties).toContain(`${listener}://${broker}`);
    expect(properties).toContain(`${listener}:PLAINTEXT`);
  }
});

describe.skipIf(cannotRun)('Compose itself', () => {
  const config = (file: string) => docker(['compose', '-f', file, 'config', '--quiet']);

  test('finds the file valid', async () => expect(await config(join(root, 'docker-compose.yml'))).toBe(''));

  test('finds one invalid in which a word is wrong', async () => {
    const file = join(temporaryFolder(), 'docker-compose.yml');
    writeFileSync(file, composeFile.replace('read_only: true', 'readonly: true'));
    await expect(config(file)).rejects.toThrow('readonly');
  });
});
