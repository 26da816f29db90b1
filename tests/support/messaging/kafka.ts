import './as-in-production.ts';
import { afterAll, beforeAll } from 'vitest';
import type { BrokerSettings, Environment, Route, RunningBroker } from '../../../harness/model/environment.ts';
import type { TopicProvisioning } from '../../../harness/model/service.ts';
import type { SystemDescription } from '../../../harness/model/system.ts';
import { native } from '../../../harness/runtimes/native/native.ts';
import { topics } from '../../../system/contract/topics.ts';
import { temporaryFolder } from '../native/temporary-folder.ts';
import { missingNeeds } from '../needs.ts';

const missing = (await missingNeeds()).filter(({ what }) => what.startsWith('everything'));
for (const { what, why } of missing) console.log(`not run here: ${what} (${why})`);
/** Whether this machine lacks what a real broker needs; the reason has been printed. */
export const cannotRun = missing.length > 0;

/** The name of the only service, and so of its route. */
const service = 'tested';

/** The system's topics, and one way to Kafka; the messaging layer itself runs in the test's own process. */
const system: SystemDescription = {
  name: 'messaging',
  topics: Object.values(topics).map((name) => ({ name, partitions: 3 })),
  services: [{ name: service, kafka: true, ports: ['http'], command: () => [] }],
  variants: ['only'],
  invariants: [],
  read: () => {
    throw new Error('Nothing is judged here.');
  },
  readHealth: () => ({ ready: true, waitingFor: [] }),
};

/** A real broker, not started yet, behind a real Toxiproxy. */
export interface RealKafka {
  readonly environment: Environment;
  readonly route: Route;
  /** Starts the broker, unless it runs; resolves when it accepts connections. */
  start(): Promise<RunningBroker>;
}

const provisioningMs = 10 * 60_000;
const never = new AbortController().signal;
let runs = 0;

/**
 * Call it at the top of a test file: it is up before the first test and down after the last one. `topicProvisioning`: whether
 * the system's topics are there from the beginning (operator) or are missing.
 */
export function realKafka(
  topicProvisioning: TopicProvisioning = 'pre-created',
  brokerSettings: BrokerSettings = {},
): RealKafka {
  const folder = temporaryFolder(afterAll);
  let up: Environment | undefined;
  const environment = () => {
    if (!up) throw new Error('Kafka is there only while tests go on.');
    return up;
  };
  beforeAll(async () => {
    if (cannotRun) return;
    const run = `messaging-${process.pid}-${++runs}`;
    const settings = {
      variant: 'only',
      topicProvisioning,
      brokerSessionTimeoutMs: 1000,
      progress: () => undefined,
      brokerSettings,
    };
    up = await native.up({ run, folder, system, ...settings, signal: never });
  }, provisioningMs);
  afterAll(() => up?.down());
  return {
    get environment() {
      return environment();
    },
    get route() {
      const [route] = environment().routes;
      if (!route) throw new Error('The tested service has no route.');
      return route;
    },
    start: async () => environment().broker.running() ?? environment().broker.start(never),
  };
}
