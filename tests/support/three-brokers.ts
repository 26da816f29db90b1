import { attempt } from '../../harness/kafka/attempt.ts';
import type { Runtime } from '../../harness/model/runtime.ts';
import { evCharging } from '../../scenarios/ev-charging/index.ts';
import { makeFolder } from './command.ts';

export interface ClusterCost {
  /** From the start of the first one until Kafka answers on every route, in seconds. */
  readonly readyAfter: number;
  /** Of each broker then, in megabytes. */
  readonly residentOfEach: readonly number[];
}

const never = new AbortController().signal;
const patienceMs = 120_000;

/** Starts three brokers once on a runtime, as a scenario does, and ends them. */
export async function threeBrokers(runtime: Runtime, number: number): Promise<ClusterCost> {
  const settings = { variant: 'resilient', topicProvisioning: 'pre-created', brokerSessionTimeoutMs: 1000 } as const;
  const run = `bench-three-brokers-${runtime.name}-${process.pid}-${number}`;
  const quiet = { progress: () => undefined, signal: never };
  const environment = await runtime.up({
    ...{ run, folder: makeFolder(), system: evCharging, brokers: 3 },
    ...settings,
    ...quiet,
  });
  try {
    const began = performance.now();
    const started = await Promise.all(environment.brokers.map((broker) => broker.start(never)));
    const topics = evCharging.topics.map(({ name }) => name);
    const answers = async (listen: (typeof environment.routes)[number]['listen']) => {
      while ((await attempt(listen, { topics, timeoutMs: 500 })).outcome !== 'answers')
        if (performance.now() - began > patienceMs) throw new Error(`Kafka does not answer at port ${listen.port}.`);
    };
    await Promise.all(environment.routes.map(({ listen }) => answers(listen)));
    const readyAfter = (performance.now() - began) / 1000;
    const states = await Promise.all(started.map((broker) => broker.status()));
    return { readyAfter, residentOfEach: states.map((state) => (state?.residentBytes ?? Number.NaN) / 1e6) };
  } finally {
    await environment.down();
  }
}
