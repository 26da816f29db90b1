import type { Check } from './check.ts';
import type { FaultType } from './fault.ts';
import type { ServiceState } from './observation.ts';
import type { LinkDescription, ServiceDescription, ServicesImage, TopicDescription, Variant } from './service.ts';
import type { ConditionType, StepType } from './step.ts';

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
