import type { Cursor } from '../bytes.ts';

/** One request of Kafka's protocol, and how its answer is read: https://kafka.apache.org/protocol.html */
export interface Question<Answer> {
  readonly name: string;
  readonly key: number;
  readonly version: number;
  /** Whether this version has tags, in the heads of request and answer as well. */
  readonly flexible: boolean;
  readonly body: Buffer;
  /** Throws a `RangeError` when the answer is cut short, and a `KafkaError` when the whole of it is a refusal. */
  read(next: Cursor): Answer;
}
