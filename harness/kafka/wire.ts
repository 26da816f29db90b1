import { clientId, cursor, flag, int, request, string } from './bytes.ts';

/**
 * The three requests by which the prober tells whether Kafka is really there, in the bytes of Kafka's protocol. They
 * are written here, not asked of a client library, because a library hides what a verdict rests on: whether the
 * connection was refused, closed, reset or left without an answer. Layouts: https://kafka.apache.org/protocol.html
 * (ApiVersions 0, Metadata 4, FindCoordinator 1: the oldest that Kafka 4 answers and that need no tagged fields).
 */

export interface KafkaRequest {
  readonly bytes: Buffer;
  /** Reads the answer's body, the correlation id taken off. Throws a RangeError when it is cut short. */
  problem(body: Buffer): string | undefined;
  /** The id of the cluster that answered, where the answer tells it. */
  cluster?(body: Buffer): string | undefined;
}

export const apiVersions = (correlation: number): KafkaRequest => ({
  bytes: request(18, 0, correlation, Buffer.alloc(0)),
  problem: (body) => {
    const error = cursor(body).short();
    return error === 0 ? undefined : `ApiVersions answers with error ${error}`;
  },
});

function brokersIn(next: ReturnType<typeof cursor>) {
  // How long the broker throttles its answer.
  next.int();
  return next.array(() => ({ node: next.int(), host: next.string(), port: next.int(), rack: next.string() }));
}

/**
 * Asks for topics; they must all be there with a leader each. `creating` lets a broker that is set up for it make those
 * that are missing, which is what client libraries ask for unless they are told not to.
 */
export const metadata = (
  correlation: number,
  topics: readonly string[],
  { creating = false }: { readonly creating?: boolean } = {},
): KafkaRequest => ({
  bytes: request(3, 4, correlation, Buffer.concat([int(topics.length), ...topics.map(string), flag(creating)])),
  cluster: (body) => {
    const next = cursor(body);
    brokersIn(next);
    return next.string();
  },
  problem: (body) => {
    const next = cursor(body);
    const brokers = brokersIn(next);
    next.string();
    next.int();
    if (brokers.length === 0) return 'Metadata names no broker';
    const found = next.array(() => {
      const error = next.short();
      const name = next.string();
      next.byte();
      const partitions = next.array(() => {
        const failed = next.short();
        next.int();
        const leader = next.int();
        next.array(next.int);
        next.array(next.int);
        return failed === 0 && leader >= 0;
      });
      return { name, error, leaders: partitions.length > 0 && partitions.every(Boolean) };
    });
    const bad = found.find(({ error, leaders }) => error !== 0 || !leaders);
    if (bad) return `topic ${bad.name}: ${bad.error === 0 ? 'no leader' : `error ${bad.error}`}`;
    return found.length < topics.length ? 'Metadata names too few topics' : undefined;
  },
});

/** Asks who coordinates a group; asking makes no group. */
export const findCoordinator = (correlation: number): KafkaRequest => ({
  bytes: request(10, 1, correlation, Buffer.concat([string(clientId), Buffer.from([0])])),
  problem: (body) => {
    const next = cursor(body);
    next.int();
    const error = next.short();
    return error === 0 ? undefined : `FindCoordinator answers with error ${error}`;
  },
});
