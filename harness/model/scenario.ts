import type { Address } from './address.ts';
import type { Check } from './check.ts';
import type { Duration } from './clock.ts';
import type { BrokerSettings } from './environment.ts';
import type { TopicProvisioning } from './service.ts';
import type { Step } from './step.ts';
import type { SystemDescription } from './system.ts';

/** How an operation ended for whoever asked. */
export interface Answer {
  readonly phase: 'ok' | 'fail' | 'unknown';
  readonly detail: string;
}

/** What the load asks for. */
export interface Workload {
  readonly title: string;
  readonly every: Duration;
  /** With no new record for so long, nothing more of a request is on its way. Default: 10 s. */
  readonly quietMs?: Duration;
  /** The service that is asked, by its name. */
  readonly asked?: string;
  /** Asks once. The operation's id travels with everything that comes of it. */
  ask(operation: string, address: (service: string, port: string) => Address, signal: AbortSignal): Promise<Answer>;
}

/** A scenario: one story about one system. */
export interface Scenario {
  readonly title: string;
  /** What a user of the system would see, in a sentence. */
  readonly story: string;
  readonly tags: readonly string[];
  readonly system: SystemDescription;
  readonly load: Workload;
  readonly steps: readonly Step[];
  readonly expect: readonly Check[];
  /** Default: an operator made the topics before anything started. */
  readonly topics?: TopicProvisioning;
  /** How many brokers there are: 1 (the default), or 3 with three replicas of everything. */
  readonly brokers?: 1 | 3;
  /** Further settings of the broker, by their names in `server.properties`. */
  readonly brokerSettings?: BrokerSettings;
  /** The only runtime that it can run on. Default: any. */
  readonly runtime?: 'docker' | 'native';
  /** A control that must be violated says so here. */
  readonly control?: 'must be violated';
}

/** Declares a scenario; the loader validates it when it is chosen. */
export const scenario = (definition: Scenario): Scenario => definition;
