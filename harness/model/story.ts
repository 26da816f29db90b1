import type { Check } from './check.ts';
import type { Duration } from './clock.ts';
import type { Scenario, Workload } from './scenario.ts';
import type { Step } from './step.ts';
import type { SystemDescription } from './system.ts';

/** A partition of a topic. */
export interface PartitionOf {
  readonly topic: string;
  readonly partition: number;
}

/** What a story of the catalogue calls the parts of the system that it is told of. */
export interface Cast {
  readonly system: SystemDescription;
  /** The service that this telling is about; empty where the story is not told of each. */
  readonly service: string;
  /** The link that this telling is about, likewise. */
  readonly link: string;
  /** All services, in the order in which they are started one by one. */
  readonly services: readonly string[];
  readonly onKafka: readonly string[];
  /** Where most of the system's events are. */
  readonly busiest: PartitionOf;
  /** So long a service may take to work again after the heal. */
  readonly within: Duration;
  /** Kafka and all services are there, and a first request has gone all the way. */
  readonly inFullSwing: readonly Step[];
  /** What happens while the fault is there; a system may wait for something that only it can say. */
  meanwhile(...usual: readonly Step[]): readonly Step[];
}

type Told<Value> = Value | ((cast: Cast) => Value);

/**
 * A story that any system can be told. It names no service: where its file's name has `[service]` or `[link]` in it, it
 * is told of each, and each telling is called after the one that it is about: `[service]-killed` is `orders-killed`.
 */
export interface Story extends Pick<Scenario, 'topics' | 'brokers' | 'brokerSettings' | 'runtime'> {
  readonly title: Told<string>;
  /** What a user of the system would see, in a sentence. */
  readonly story: Told<string>;
  readonly tags: readonly string[];
  /** What is broken, for the sake of how soon a system must work again. Default: something that has to start. */
  readonly breaks?: 'ways';
  steps(cast: Cast): readonly Step[];
  /** What must hold beside what holds in every story. */
  readonly also?: readonly Check[];
}

/** Declares a story of the catalogue. */
export const story = (definition: Story): Story => definition;

/** What one system has otherwise in a story than what the catalogue says. */
export interface Otherwise {
  /** In its own words. */
  readonly title?: string;
  readonly story?: string;
  readonly tags?: readonly string[];
  readonly load?: Workload;
  /** The only services that it is told of, where it is told of each; where it names them all, their order. */
  readonly services?: readonly string[];
  /** After the first request has gone all the way, and before the fault. */
  readonly before?: readonly Step[];
  /** Instead of what the story does while the fault is there. */
  readonly meanwhile?: readonly Step[];
  /** Names of checks that cannot hold in it. */
  readonly without?: readonly string[];
  /** Why the system is not told it at all. */
  readonly notTold?: string;
}

/** A system with all that the catalogue needs to be told of it: what a `norestart.config.ts` exports. */
export interface Telling {
  readonly system: SystemDescription;
  readonly load: Workload;
  /** What must hold in every story; default: `everyStory`, and the system's own invariants. */
  readonly expect?: readonly Check[];
  /** How soon each service works again: where a way was broken, and where something had to start. Default: 10 s, 15 s. */
  readonly within?: { readonly ways?: Duration; readonly starts?: Duration };
  /** Default: the first partition of its first topic. */
  readonly busiest?: PartitionOf;
  /** By the file's name of the story, such as `[service]-killed`, or by that of one telling, such as `orders-killed`. */
  readonly otherwise?: Readonly<Record<string, Otherwise>>;
  /** A folder of stories of its own, each a file that exports a `scenario`; as the file says it. Default: `scenarios`. */
  readonly scenarios?: string;
  /** Of all that describes the system: another one means another story. Default: this file alone. */
  readonly files?: readonly string[];
}

/** Declares a system for norestart: the default export of a `norestart.config.ts`. */
export const defineConfig = (telling: Telling): Telling => telling;
