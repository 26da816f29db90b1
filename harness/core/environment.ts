import type { Address } from './address.ts';
import type { ProcessExit, ProcessIdentity } from './process.ts';
import type { Generation, ServiceDescription, SystemDescription, TopicMaker } from './system.ts';

/** What a run works on. It says nothing of processes or containers beyond their identity. */
export interface Environment {
  readonly broker: Broker;
  /** Unproxied listener of the broker, for the oracle alone. Ask anew: a start of the broker may move it. */
  readonly admin: Address;
  readonly services: readonly Service[];
  /** One route for each service that talks to Kafka. */
  readonly routes: readonly Route[];
  /** Ends all that `up` and the run started. Bounded; twice does no harm; never rejects half-way. */
  down(): Promise<void>;
}

/** A broker that may or may not be running; its address and data stay the same from one start to the next. */
export interface Broker {
  readonly name: string;
  /**
   * Starts it and resolves when its process runs and accepts TCP on all listeners (it need not answer Kafka requests
   * yet: that is the prober's business). Rejects with its last log lines when it dies before that.
   */
  start(signal: AbortSignal): Promise<RunningBroker>;
  /** The running one, if there is one. */
  running(): RunningBroker | undefined;
}

export interface RunningBroker {
  readonly identity: ProcessIdentity;
  readonly exited: Promise<ProcessExit>;
  /** Asks it to shut down (SIGTERM) and resolves when it has. */
  stop(signal: AbortSignal): Promise<void>;
  /** Ends it at once (SIGKILL) and resolves when the operating system has reaped it. */
  kill(): Promise<void>;
  /** SIGSTOP: the kernel still accepts connections for it, nobody answers. */
  pause(): void;
  /** SIGCONT. */
  resume(): void;
}

export interface Service {
  readonly description: ServiceDescription;
  /** Where the harness reaches one of its ports by name. */
  address(port: string): Address;
  /** Launches it and resolves as soon as its process exists. Rejects if it is running. */
  start(): Promise<RunningService>;
  running(): RunningService | undefined;
}

export interface RunningService {
  readonly identity: ProcessIdentity;
  readonly exited: Promise<ProcessExit>;
  /** Every process in its process group at this moment: a service that restarts itself behind a supervisor shows here. */
  members(): readonly ProcessIdentity[];
  /** SIGTERM to the group, SIGKILL after `graceMs`; resolves when it is gone. */
  stop(options: { readonly graceMs: number }): Promise<ProcessExit>;
  /** SIGKILL to the group. */
  kill(): Promise<void>;
}

/** The only way from one service to the broker. */
export interface Route {
  readonly service: string;
  /** Where the service connects (the proxy). */
  readonly listen: Address;
  /** The broker's listener behind it. */
  readonly upstream: Address;
  /** Refuse connections and drop those that are open. */
  close(): Promise<void>;
  open(): Promise<void>;
  /** What the proxy itself says, asked anew. */
  state(): Promise<RouteState>;
}

export interface RouteState {
  readonly open: boolean;
  /** Names of the toxics on it. */
  readonly toxics: readonly string[];
}

/** What a runtime tells while it works: progress for a person. */
export type Progress = (line: string) => void;

export interface UpOptions {
  /** Names the run on this machine; also the folder's name. */
  readonly run: string;
  /** The run's own folder; `logs/` inside is made by the runtime. */
  readonly folder: string;
  readonly system: SystemDescription;
  readonly generation: Generation;
  readonly topicMaker: TopicMaker;
  /** How long the controller waits for a killed broker before it gives it up, in milliseconds (Kafka's default: 9000). */
  readonly brokerSessionTimeoutMs: number;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Native processes or containers, behind one face. `up` starts the network; broker and services are configured, not started. */
export interface Runtime {
  readonly name: string;
  up(options: UpOptions): Promise<Environment>;
}
