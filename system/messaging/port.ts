import type { DatabaseSync } from 'node:sqlite';
import type { Event } from '../contract/events.ts';
import type { Topic } from '../contract/topics.ts';
import type { Log } from '../service/log.ts';

/** What a service wants of its messaging layer. */
export interface MessagingOptions {
  /** Name of the client in Kafka, and of its consumer group where a generation has one. Stable over restarts. */
  readonly name: string;
  /** host:port of a broker, or of several with commas between them: any of them may be away. */
  readonly broker: string;
  readonly database: DatabaseSync;
  readonly log: Log;
  readonly hears: readonly Topic[];
  /** Makes the topics when it connects, if they are not there. */
  readonly createTopics: boolean;
  /** Events that may wait for Kafka before new work is refused. */
  readonly outboxLimit: number;
  /** Writes an info line for each event that Kafka has acknowledged. */
  readonly logPublished?: boolean;
  /** Whether an event concerns this service; one that does not is passed over, and costs nothing on disk. */
  readonly concerns?: (event: Event) => boolean;
  /** Takes one event. It must be synchronous: in `resilient` it is part of the transaction that marks the event as seen. */
  readonly handle: (event: Event) => void;
  /**
   * Told of an event that Kafka does not take for what it is (`resilient`), in the transaction in which it is set aside:
   * nobody will hear of it, so whoever waits for what follows from it must be told here.
   */
  readonly onRefused?: (event: Event, why: string) => void;
}

/** The one face of all three generations. */
export interface Messaging {
  /** Begins to connect; never blocks and never throws. */
  start(): void;
  /**
   * Publishes an event. In `resilient` it is kept on disk, in the caller's transaction if there is one, and this throws
   * when that is impossible; `before` and `after` send it or drop it, and do not tell.
   */
  publish(event: Event): void;
  /** Says what is only news now: it is sent once if Kafka is there, and never kept. */
  announce(event: Event): void;
  /** Whether new work may be taken: false when too much waits for Kafka. */
  hasRoom(): boolean;
  status(): MessagingStatus;
  /** Bounded. */
  close(): Promise<void>;
}

export interface MessagingStatus {
  readonly sends: string;
  readonly hears: string;
  /** Both work, as far as this generation knows. */
  readonly ready: boolean;
  /** Events that wait for Kafka. */
  readonly outboxDepth?: number;
  /** Events that Kafka did not take for what they are: too big, as a rule. They are kept for people to see. */
  readonly setAside?: number;
  /** Topics whose events wait because somebody does not let Kafka take them, or the disk is full. */
  readonly refused?: readonly { readonly topic: string; readonly why: string }[];
  /** How often a connection that worked was lost. */
  readonly reconnects?: number;
  /** How old the last event was when it was taken, in milliseconds, by the clocks of who said it and of this service. */
  readonly lagMs?: number;
}
