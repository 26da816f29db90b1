/**
 * The three requests by which the prober tells whether Kafka is really there, in the bytes of Kafka's protocol. They
 * are written here, not asked of a client library, because a library hides what a verdict rests on: whether the
 * connection was refused, closed, reset or left without an answer. Layouts: https://kafka.apache.org/protocol.html
 * (ApiVersions 0, Metadata 4, FindCoordinator 1: the oldest that Kafka 4 answers and that need no tagged fields).
 */
const clientId = 'norestart-probe';

export interface KafkaRequest {
  readonly bytes: Buffer;
  /** Reads the answer's body, the correlation id taken off. Throws a RangeError when it is cut short. */
  problem(body: Buffer): string | undefined;
  /** The id of the cluster that answered, where the answer tells it. */
  cluster?(body: Buffer): string | undefined;
}

const short = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
};
const int = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const flag = (value: boolean): Buffer => Buffer.from([value ? 1 : 0]);
const string = (value: string): Buffer => Buffer.concat([short(Buffer.byteLength(value)), Buffer.from(value)]);

function request(key: number, version: number, correlation: number, body: Buffer): Buffer {
  const head = Buffer.concat([short(key), short(version), int(correlation), string(clientId)]);
  return Buffer.concat([int(head.length + body.length), head, body]);
}

/** Reads one value after the other; every read checks that the bytes are there. */
function cursor(body: Buffer) {
  let offset = 0;
  const take = (length: number): number => {
    if (offset + length > body.length) throw new RangeError(`The answer ends at byte ${body.length}.`);
    offset += length;
    return offset - length;
  };
  const nextShort = () => body.readInt16BE(take(2));
  const nextInt = () => body.readInt32BE(take(4));
  return {
    short: nextShort,
    int: nextInt,
    byte: () => body.readInt8(take(1)),
    string: () => {
      const length = nextShort();
      if (length < 0) return undefined;
      const start = take(length);
      return body.toString('utf8', start, start + length);
    },
    /** The element reader must move on: an array can claim more elements than the answer has bytes. */
    array: <Element>(element: () => Element): Element[] => {
      const length = nextInt();
      const elements: Element[] = [];
      for (let index = 0; index < length; index += 1) elements.push(element());
      return elements;
    },
  };
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
