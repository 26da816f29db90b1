import { fileURLToPath } from 'node:url';
import type { UpOptions } from '../../../harness/model/runtime.ts';
import type { ServiceDescription } from '../../../harness/model/service.ts';
import type { SystemDescription } from '../../../harness/model/system.ts';

const main = fileURLToPath(new URL('tiny-service.ts', import.meta.url));

const service = (name: string, kafka: boolean): ServiceDescription => ({
  name,
  kafka,
  ports: ['http'],
  command: ({ address, dataFolder, node }) => [node, main, String(address(name, 'http').port), dataFolder],
});

/** Two services of which one talks to Kafka, or could. */
export const tinySystem: SystemDescription = {
  name: 'tiny',
  topics: [{ name: 'tiny-events', partitions: 2 }],
  services: [service('talker', true), service('bystander', false)],
  variants: ['only'],
  invariants: [],
  read: () => {
    throw new Error('Nothing is read from the tiny system.');
  },
  readHealth: () => ({ ready: true, waitingFor: [] }),
};

let runs = 0;

/** Options for one run of the tiny system, with a name that no other run has. */
export const tinyUp = (folder: string, rest: Partial<UpOptions> = {}): UpOptions => ({
  run: `tiny-${process.pid}-${++runs}`,
  folder,
  system: tinySystem,
  variant: 'only',
  topicProvisioning: 'pre-created',
  brokerSessionTimeoutMs: 1000,
  progress: () => undefined,
  signal: new AbortController().signal,
  ...rest,
});
