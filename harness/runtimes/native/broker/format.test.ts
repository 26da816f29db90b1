import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/native/temporary-folder.ts';
import { provisioningMs } from '../../../../tests/support/native/tiny-run.ts';
import { cacheFolder } from '../../shared/cache/location.ts';
import { kafkaJars } from '../provision/kafka-jars.ts';
import { requireTool } from '../tools/tool.ts';
import { java } from '../tools/tools.ts';
import { formatStorage } from './format.ts';
import { makeJavaFolder } from './java-folder.ts';

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
  await makeJavaFolder({ folder: join(folder, 'java'), layout, jarsFolder: kafka.jarsFolder });
  const clusterId = '--xyZ0123456789abcdefgh';
  await formatStorage(kafka, join(folder, 'java'), { run: 'format-test', signal, clusterId });
  expect(readFileSync(join(dataFolder, 'meta.properties'), 'utf8')).toContain(`cluster.id=${clusterId}`);
});

/** The one that is used, and those beside it. */
function everyJava(path: string): string[] {
  const homes = dirname(dirname(dirname(realpathSync(path))));
  const others = readdirSync(homes).map((name) => join(homes, name, 'bin', 'java'));
  return [...new Set([path, ...others].filter(existsSync).map((each) => realpathSync(each)))];
}

test('data and jars in folders of any name are found, in any locale', { timeout: provisioningMs }, async () => {
  vi.stubEnv('LC_ALL', 'C');
  onTestFinished(() => void vi.unstubAllEnvs());
  const use = { cacheFolder: cacheFolder(), run: 'format-test', progress: () => undefined, signal };
  const { path, version } = await requireTool(java, signal);
  const fetched = await kafkaJars(use);
  for (const program of everyJava(path)) {
    const folder = join(temporaryFolder(), ` józef's "a:b", 50%20 #1 $x \\u0041? `);
    const [jarsFolder, dataFolder] = [join(folder, 'jars,:'), join(folder, 'data, of mine:')];
    mkdirSync(folder, { recursive: true });
    symlinkSync(fetched, jarsFolder);
    const layout = { admin: address(1), controller: address(2), services: [], dataFolder, sessionTimeoutMs: 9000 };
    await makeJavaFolder({ folder: join(folder, 'java'), layout, jarsFolder });
    await formatStorage({ java: program, version, jarsFolder }, join(folder, 'java'), { run: 'format-test', signal });
    expect(existsSync(join(dataFolder, 'meta.properties')), program).toBe(true);
  }
});
