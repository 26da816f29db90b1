import type { Address } from './address.ts';
import type { Check } from './check.ts';
import type { Duration } from './clock.ts';
import type { FaultType } from './fault.ts';
import type { ServiceState } from './observation.ts';
import type { ConditionType, StepType } from './step.ts';

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

/** What a service says of the things that the system is about: of each, a word that the system's own checks compare. */
export interface StatesDescription {
  readonly reportedBy: string;
  /** On that service's `http` port. */
  readonly path: string;
  /** By the thing's name. Throws on a body that it does not know. */
  read(body: unknown): Readonly<Record<string, string>>;
}

/** What a record of the system's topics means to the harness. */
export interface RecordMeaning {
  /** The event's own id: two records with the same one are copies. */
  readonly id: string;
  readonly type: string;
  readonly source: string;
  /** The operation that it belongs to. */
  readonly correlationId: string | undefined;
  /** Id of the event that it answers. */
  readonly causationId: string | undefined;
  /** request: carries one into Kafka. completed, rejected: its outcome. acknowledged: whoever asked has the outcome. */
  readonly role: 'request' | 'completed' | 'rejected' | 'acknowledged' | 'other';
  /** The service that must answer it, by its name. */
  readonly to?: string;
  /** Whole numbers that checks of the system's own compare, such as amounts of money. */
  readonly amounts?: Readonly<Record<string, number>>;
}

/** What a service's log says of the service, and that can be held against it. */
export interface Claim {
  /** Kafka has the event of this id. */
  readonly event?: string;
  /** Its producer is connected to Kafka; false: it is not, or not any more. */
  readonly sends?: boolean;
  /** Its consumer is. */
  readonly hears?: boolean;
}

/** The system under test, described to the harness. */
export interface SystemDescription {
  /** Kinds of steps, conditions and faults of this system's own, in which its scenarios may be told, too. */
  readonly steps?: readonly StepType[];
  readonly conditions?: readonly ConditionType[];
  readonly faults?: readonly FaultType[];
  readonly name: string;
  readonly topics: readonly TopicDescription[];
  /** In the order in which a request reaches them: whoever must be mended first stands first. */
  readonly services: readonly ServiceDescription[];
  /** Ways between services that faults can disturb. */
  readonly links?: readonly LinkDescription[];
  /** Where services tell the state of things; asked of each again and again. */
  readonly states?: readonly StatesDescription[];
  readonly variants: readonly Variant[];
  /** Where its services are started, as an absolute path; missing: where the harness was. In containers the image says it. */
  readonly folder?: string;
  /** Missing: it can only run as processes of this machine. `node` names the image of Node to build upon. */
  image?(node: string): ServicesImage | Promise<ServicesImage>;
  /**
   * Checks of the harness with the options that hold for this system in all its stories: `boundedMemory({ … })`. What is
   * not said here has the default that holds for any system.
   */
  readonly limits?: readonly Check[];
  /** Checks that only this system knows. */
  readonly invariants: readonly Check[];
  /** Throws if the value is none of the system's events. */
  read(topic: string, value: string): RecordMeaning;
  /** What a service's `/health` body says, in the harness's words. Throws if it is not such a body. */
  readHealth(body: unknown): ServiceState;
  /** What a line of a service's log claims, if it claims anything. */
  claims?(line: string): Claim | undefined;
  /** Of what is under test, by name, such as `build` or a client: runs are compared by them. */
  versions?(): Readonly<Record<string, string>>;
}
