import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cacheFolder } from '../../shared/cache/location.ts';
import { kafkaJars } from '../provision/kafka-jars.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { provisioningMs } from '../testing/tiny-run.ts';
import { requireTool } from '../tools/tool.ts';
import { java } from '../tools/tools.ts';
import { formatStorage, writeProperties } from './format.ts';

const { signal } = new AbortController();
const address = (port: number) => ({ host: '127.0.0.1', port });

// One random id in 64 begins so, and the storage tool takes such a word for an option.
test('an id that begins with a dash is an id', { timeout: provisioningMs }, async () => {
  const folder = temporaryFolder();
  const use = { cacheFolder: cacheFolder(), run: 'format-test', progress: () => undefined, signal };
  const { path, version } = await requireTool(java, signal);
  const kafka = { java: path, version, jarsFolder: await kafkaJars(use) };
  const dataFolder = join(folder, 'data');
  const layout = { admin: address(1), controller: address(2), services: [], dataFolder, sessionTimeoutMs: 9000 };
  const propertiesFile = await writeProperties(folder, layout);
  const clusterId = '--xyZ0123456789abcdefgh';
  await formatStorage(kafka, propertiesFile, { run: 'format-test', signal, clusterId });
  expect(readFileSync(join(dataFolder, 'meta.properties'), 'utf8')).toContain(`cluster.id=${clusterId}`);
});
