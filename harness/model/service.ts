import type { Address } from './address.ts';
import type { Duration } from './clock.ts';

/** Which version of the system a run is about, such as one with another messaging layer. The harness passes the word on and gives it no meaning. */
export type Variant = string;

export interface TopicDescription {
  readonly name: string;
  readonly partitions: number;
}

/**
 * Who makes the topics: an operator, before any service starts; the services themselves; or nobody, until a fault that
 * is about this is healed.
 */
export type TopicProvisioning = 'pre-created' | 'by-services' | 'none';

/** One service's way to another one, which faults can disturb. */
export interface LinkDescription {
  /** Such as `orders-payments`. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Of the far end, by its name. */
  readonly port: string;
  /** Something that the far end answers on any connection and that changes nothing: so the prober knows the link works. */
  readonly question: Uint8Array;
  /** How its answer begins. */
  readonly answer: Uint8Array;
}

/** All that a service's command line may depend on. */
export interface CommandContext {
  readonly variant: Variant;
  readonly topicProvisioning: TopicProvisioning;
  /** This service's ways to Kafka, one for each broker: its own routes, never the brokers themselves. */
  readonly brokers: readonly Address[];
  /** Where this service reaches `port` of `service`: through a link's proxy where the system describes one. */
  address(service: string, port: string): Address;
  /** The address that its ports are to be bound to: this machine's own, or any of a container's, which is its own world. */
  readonly host: string;
  /** A folder that outlives the service's process, and that no other service has. */
  readonly dataFolder: string;
  /** The program `node` where the service runs, for a service that wants one. */
  readonly node: string;
}

/** The image in which all services of a system run, where they run in containers. */
export interface ServicesImage {
  /** Says what goes into it: one that is there under this name is this one. */
  readonly name: string;
  readonly buildArguments: Readonly<Record<string, string>>;
  /** All that a build needs, as a tar. Each call makes a new one. */
  context(): AsyncIterable<Uint8Array>;
}

/** One service of the system under test, described to the harness. */
export interface ServiceDescription {
  readonly name: string;
  /** Whether it talks to Kafka; only then does it get a route. */
  readonly kafka: boolean;
  /** Names of the ports it listens on; `http` must be one of them and serve `/health`. */
  readonly ports: readonly string[];
  /** The program, by its path or found in PATH, and its arguments. */
  command(context: CommandContext): readonly string[];
  /** What a container engine does when it ends; only controls want another one than `no`, which hides nothing. */
  readonly restartPolicy?: 'always' | 'on-failure';
  /** The `source` in its events; undefined for a service that sends none. */
  readonly source?: string;
  /** Its consumer groups are named so, or so with a dash and more. */
  readonly consumerGroup?: string;
  /** For a service without Kafka: where another one tells when it last had a sign of life from it. */
  readonly heartbeat?: Heartbeat;
}

export interface Heartbeat {
  readonly seenBy: string;
  /** A silence that is no longer than this is none: between two of them there may be so many milliseconds. */
  readonly withinMs: Duration;
  /** On the other service's `http` port. */
  readonly path: string;
  /** Milliseconds since the epoch, or undefined if there was none yet. Throws on a body that it does not know. */
  read(body: unknown): number | undefined;
}
