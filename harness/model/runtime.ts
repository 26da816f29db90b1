import type { BrokerSettings, Environment } from './environment.ts';
import type { TopicProvisioning, Variant } from './service.ts';
import type { SystemDescription } from './system.ts';

/** What a runtime tells while it works: progress for a person. */
export type Progress = (line: string) => void;

export interface UpOptions {
  /** Names the run on this machine; also the folder's name. */
  readonly run: string;
  /** The run's own folder; `logs/` inside is made by the runtime. */
  readonly folder: string;
  readonly system: SystemDescription;
  readonly variant: Variant;
  readonly topicProvisioning: TopicProvisioning;
  /** How long the controller waits for a killed broker before it gives it up, in milliseconds (Kafka's default: 9000). */
  readonly brokerSessionTimeoutMs: number;
  /** How many brokers, each of which is a controller, too. Default: 1. */
  readonly brokers?: number;
  /** Further settings of the broker, by their names in `server.properties`. */
  readonly brokerSettings?: BrokerSettings;
  /** Services start so that their clocks can be moved. `up` throws a `Failure` when the machine has no way to do that. */
  readonly movableClocks?: boolean;
  /** The name of Kafka can be taken away. `up` throws a `Failure` on a runtime whose services know it by an address. */
  readonly removableName?: boolean;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Native processes or containers, behind one face. `up` starts the network; broker and services are configured, not started. */
export interface Runtime {
  readonly name: string;
  /** Of what the system runs on, where that is more than the harness itself pins. */
  versions?(): Promise<Readonly<Record<string, string>>>;
  up(options: UpOptions): Promise<Environment>;
}
