import { fileURLToPath } from 'node:url';
import { servicesImage } from '../../../deploy/docker/image.ts';
import type { UpOptions } from '../../../harness/model/runtime.ts';
import type { ServiceDescription } from '../../../harness/model/service.ts';
import type { SystemDescription } from '../../../harness/model/system.ts';
import { tinySystem, tinyUp } from '../native/tiny-system.ts';

/**
 * A service in one line, so that it needs no file in an image: answers with its pid; ends on `/exit`; `/child` starts
 * another process beside it.
 */
const source = `
  const { spawn } = require('node:child_process');
  require('node:http').createServer((request, response) => {
    if (request.url === '/exit') process.exit(3);
    if (request.url === '/child') spawn('sleep', ['300']);
    response.end(String(process.pid));
  }).listen(Number(process.argv[1]), '0.0.0.0', () => console.log('listening'));
  process.once('SIGTERM', () => process.exit(0));`;

const service = (name: string, kafka: boolean): ServiceDescription => ({
  name,
  kafka,
  ports: ['http'],
  command: ({ address, node }) => [node, '-e', source, String(address(name, 'http').port)],
});

const root = fileURLToPath(new URL('../../..', import.meta.url));
const system: SystemDescription = {
  ...tinySystem,
  services: [service('talker', true), service('bystander', false)],
  image: (nodeImage) => servicesImage({ root, nodeImage }),
};

/** Options for one run of a tiny system in containers, with a name that no other run has. */
export const tinyInContainers = (folder: string, rest: Partial<UpOptions> = {}): UpOptions =>
  // A heartbeat that is late on a busy machine must not take the broker out.
  tinyUp(folder, { system, brokerSessionTimeoutMs: 6000, ...rest });
