import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { historyFile } from '../harness/store/run-folder.ts';
import { command, makeFolder } from './support/command.ts';

const sample = fileURLToPath(new URL(`../reports/sample/${historyFile}`, import.meta.url));
/** Makes a process say each module that it loads. */
const telling = `
  import { registerHooks } from 'node:module';
  registerHooks({ load: (url, context, next) => { console.error('loads ' + url); return next(url, context); } });
`;
const environment = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(telling)}` };
/** Clients of what a run works with. Each takes tens of milliseconds to load. */
const heavy =
  /loads (node:http$|.*\/node_modules\/(kafkajs|toxiproxy-node-client|dockerode|testcontainers|fastify)\/)/m;

test.each(['report', 'judge'])('%s loads nothing that only a run needs', async (name) => {
  const folder = makeFolder();
  copyFileSync(sample, join(folder, historyFile));
  const running = command([name, folder], environment);
  expect((await running.ended).code).toBe(0);
  expect(running.output()).toMatch(/loads .*\/harness\/faults\/broker\/data-lost\.ts/);
  expect(running.output()).not.toMatch(heavy);
});

test('what a run needs would be noticed', async () => {
  const running = command(['run', 'calm', '--runtime', 'nativ'], environment);
  await running.ended;
  expect(running.output()).toMatch(/loads .*\/node_modules\/pino-pretty\//);
});
