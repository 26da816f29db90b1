import type { Address } from './address.ts';
import type { Environment, Route, Service } from './environment.ts';
import type { Recorder } from './recorder.ts';
import type { TopicDescription } from './service.ts';

/** All that a fault may do to the world. What needs a client or a socket is done for it: faults touch neither. */
export interface Control {
  readonly environment: Environment;
  readonly recorder: Recorder;
  /** Aborted when the run ends early. */
  readonly signal: AbortSignal;
  /** Names this injection in every fact that is about it, such as `broker.killed#1`. */
  readonly by: string;
  readonly kafka: KafkaControl;
  /** Resolves after so many milliseconds; rejects when the signal (default: the run's own) is aborted before. */
  delay(ms: number, signal?: AbortSignal): Promise<void>;
  /** Asks a service for `/health`. Never rejects; `date` is the answerer's own time, as its header says. */
  askHealth(service: Service, signal?: AbortSignal): Promise<{ readonly answered: boolean; readonly date?: string }>;
  /** Starts a server that says random bytes to whoever connects; the same ones for the same seed. */
  garbageServer(seed: number): Promise<GarbageServer>;
  /** Measures what each route does to time and bytes, again and again, until it is told to stop. */
  measure(routes: readonly Route[], asking: Asking): Measuring;
}

/** What a fault may do to Kafka by asking it, past all proxies. */
export interface KafkaControl {
  /** Writes about 1 MB to a topic at one stroke; false when the broker could not take it. */
  fill(topic: string): Promise<boolean>;
  /** Reads all topics from their beginning to the end that they have now. Throws a `Failure` when that takes longer. */
  readAll(topics: readonly string[], withinMs: number): Promise<readonly RecordPlace[]>;
  deleteTopics(topics: readonly TopicDescription[]): Promise<void>;
  addPartitions(topics: readonly TopicDescription[], count: number): Promise<void>;
  /** Asks for topics as a careless client does it, for which a broker that is set up so makes those that are missing. */
  askForTopics(names: readonly string[], timeoutMs: number): Promise<void>;
}

export interface RecordPlace {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

export interface GarbageServer {
  readonly address: Address;
  /** What became of it so far, in numbers. */
  counted(): Readonly<Record<'connections' | 'openings' | 'bytesSaid', number>>;
  close(): Promise<void>;
}

/** What is asked through a route to see what it does to time and bytes. */
export interface Asking {
  /** So many small questions at once; the answers to all of them are waited for. */
  readonly questions: number;
  /** Then something that Kafka hangs up on, and how long it takes until that arrives. */
  readonly untilClosed?: boolean;
}

export interface Measuring {
  /** From now on nothing is written, whatever is still under way: what is asked while the fault goes shows neither state. */
  disregard(): void;
  stop(): Promise<void>;
  /** Measures each route a few times more: the quickest shows that nothing is in its way. */
  again(signal: AbortSignal): Promise<void>;
}
