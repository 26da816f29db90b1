import type { Address } from './address.ts';
import type { ProcessExit, ProcessIdentity } from './process.ts';
import type { ServiceDescription, TopicDescription } from './service.ts';

/** What a run works on. It says nothing of processes or containers beyond their identity. */
export interface Environment {
  /** `kafka`; or `kafka-1`, `kafka-2` … of one cluster. */
  readonly brokers: readonly Broker[];
  /** The first of them. */
  readonly broker: Broker;
  /** Of the first one: see `Broker.admin`. */
  readonly admin: Address;
  /** Where a server of the harness's own must listen, so that what runs here can reach it. */
  readonly ownHost: string;
  /** The name by which services know Kafka: only a run that asked for it has one that can be taken away. */
  readonly name?: BrokerName;
  readonly services: readonly Service[];
  /** One route for each service that talks to Kafka and each broker. */
  readonly routes: readonly Route[];
  /** The only ways from one broker to another; none where there is but one. */
  readonly peers: readonly PeerRoute[];
  /** One for each link of the system: the only way from one service to another. */
  readonly links: readonly Route[];
  /** Follows what routes and links accept: each call gives the connections since the one before. */
  followConnections(): () => readonly Connection[];
  /** Makes topics, as an operator does late; those that are there stay as they are. */
  makeTopics(topics: readonly TopicDescription[], signal: AbortSignal): Promise<void>;
  /** Ends all that `up` and the run started. Bounded; twice does no harm; never rejects half-way. */
  down(): Promise<void>;
}

/** `kafka` is alone; of several each has a number. */
export const brokerNames = (brokers: number): readonly string[] =>
  brokers === 1 ? ['kafka'] : Array.from({ length: brokers }, (_none, index) => `kafka-${index + 1}`);

/** Where the oracle reaches the brokers; those that are away, too, since they come back. */
export const adminsOf = ({ brokers }: Pick<Environment, 'brokers'>): Address[] => brokers.map(({ admin }) => admin);

/** A name in the network of the services. */
export interface BrokerName {
  readonly host: string;
  /** From now on it leads nowhere. Twice does no harm. */
  hide(): Promise<void>;
  /** It leads to Kafka again. Twice does no harm. */
  show(): Promise<void>;
  /** Asks for it as a service would, from that network: the address; undefined when there is none. */
  lookUp(): Promise<string | undefined>;
}

/** A broker that may or may not be running; its address and data stay the same from one start to the next. */
export interface Broker {
  readonly name: string;
  /** By which number Kafka itself calls it. */
  readonly node: number;
  /** Unproxied listener, for the oracle alone. Ask anew: a start of the broker may move it. */
  readonly admin: Address;
  /**
   * Starts it and resolves when its process runs and accepts TCP on all listeners (it need not answer Kafka requests
   * yet: that is the prober's business). Rejects with its last log lines when it dies before that.
   */
  start(signal: AbortSignal): Promise<RunningBroker>;
  /** The running one, if there is one. */
  running(): RunningBroker | undefined;
  /**
   * Replaces its storage with an empty one: of a new cluster where it is alone, and else of the cluster that it was in,
   * which can fill it again. Rejects while it runs.
   */
  wipe(signal: AbortSignal): Promise<void>;
  /** All that it has written to its log so far. */
  log(): string;
}

/** What can be done to any process, and what the operating system says of it. */
export interface RunningProcess {
  readonly identity: ProcessIdentity;
  readonly exited: Promise<ProcessExit>;
  /** Lets all of it stand still: the kernel still accepts connections for it, nobody answers. */
  pause(): Promise<void>;
  /** Lets it go on. */
  resume(): Promise<void>;
  /** What the operating system says of it now; undefined when it is gone. */
  status(): Promise<ProcessStatus | undefined>;
  /**
   * Limits what the process may use from now on, in bytes (setrlimit): the size of a file that it writes, or its own
   * memory; undefined takes the limit away again. Throws a `Failure` when the machine has no way to do that.
   */
  limit(resource: Limited, bytes: number | undefined): Promise<void>;
  /** The limits that hold for it now, in bytes, by the operating system's word; what is not limited is left out. */
  limits(): Promise<Limits>;
}

export type Limited = 'file-size' | 'data';
export type Limits = Readonly<Partial<Record<Limited, number>>>;

export interface ProcessStatus {
  /** R, S, D, T (stopped, or paused by a container engine) … as in proc(5). */
  readonly state: string;
  /** Of processor time, in milliseconds, in user mode and in the kernel. */
  readonly cpuMs: number;
  readonly residentBytes: number;
}

export interface RunningBroker extends RunningProcess {
  /** Asks it to shut down (SIGTERM) and resolves when it has. */
  stop(signal: AbortSignal): Promise<void>;
  /** Ends it at once (SIGKILL) and resolves when the operating system has reaped it. */
  kill(): Promise<void>;
}

export interface Service {
  readonly description: ServiceDescription;
  /** Where the harness reaches one of its ports by name. */
  address(port: string): Address;
  /** Launches it and resolves as soon as its process exists. Rejects if it is running. */
  start(): Promise<RunningService>;
  running(): RunningService | undefined;
  readonly log: Log;
  /**
   * Sets its clock so many milliseconds before (negative: behind) the machine's; 0 sets it right again. Its monotonic
   * clock stays as it is. Throws a `Failure` unless `movableClocks` was asked for.
   */
  moveClock(byMs: number): Promise<void>;
}

export interface RunningService extends RunningProcess {
  /**
   * Every process in its process group (or container) at this moment: a service that restarts itself behind a
   * supervisor shows here.
   */
  members(): Promise<readonly ProcessIdentity[]>;
  /** SIGTERM to the group, SIGKILL after `graceMs`; resolves when it is gone. */
  stop(options: { readonly graceMs: number }): Promise<ProcessExit>;
  /** SIGKILL to the group. */
  kill(): Promise<void>;
  /**
   * Takes memory away from its container until the kernel ends it for want of it; its next start has all again. Throws a
   * `Failure` where there is no container, and when it lives on with what it has.
   */
  exhaust(signal: AbortSignal): Promise<void>;
}

/** What a service writes to its log, through all its lives. */
export interface Log {
  /** How long it is now. */
  bytes(): number;
  /** Each call gives the whole lines since the one before; the first one begins at the beginning. */
  follow(): () => readonly string[];
}

/** A connection that the proxy of a route accepted. */
export interface Connection {
  readonly route: string;
  /** Of the client that made it. */
  readonly port: number;
}

/** The only way from one service to a broker, or to another service. */
export interface Route {
  /** Tells it from all others: the service or the link, and with several brokers `orders@kafka-2`. */
  readonly name: string;
  /** Of the service whose way to a broker it is, or of the link. */
  readonly service: string;
  /** The broker that it leads to; undefined for a link. */
  readonly broker?: string | undefined;
  /** Where the service connects (the proxy). */
  readonly listen: Address;
  /** What is behind it. */
  readonly upstream: Address;
  /** Refuse connections and drop those that are open. */
  close(): Promise<void>;
  open(): Promise<void>;
  /** Leads it elsewhere; what is connected is cut. */
  move(upstream: Address): Promise<void>;
  /** Puts a toxic on it, for every connection; verified. */
  disturb(toxic: Toxic): Promise<void>;
  /** Takes a toxic off again; one that is not there is no error. */
  calm(name: string): Promise<void>;
  /** What the proxy itself says, asked anew. */
  state(): Promise<RouteState>;
}

/** One of the ways on which a broker reaches another one: its requests to the broker, or to the controller in it. */
export interface PeerRoute extends Route {
  readonly from: string;
  readonly to: string;
}

/** One disturbance of a route, in Toxiproxy's words (its README lists the types and their attributes). */
export interface Toxic {
  readonly name: string;
  readonly type: 'latency' | 'bandwidth' | 'slow_close' | 'timeout' | 'slicer' | 'limit_data' | 'reset_peer';
  /** upstream: from the service to the broker. downstream: from the broker to the service. */
  readonly stream: 'upstream' | 'downstream';
  readonly attributes: Readonly<Record<string, number>>;
}

export interface RouteState {
  readonly open: boolean;
  /** Names of the toxics on it. */
  readonly toxics: readonly string[];
}

export type BrokerSettings = Readonly<Record<string, string | number | boolean>>;
