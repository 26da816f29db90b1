import { createRequire } from 'node:module';
import type { Cluster } from 'kafkajs';

/** The id that Kafka has given to each topic, by its name. */
export type TopicIds = ReadonlyMap<string, string>;

interface Decoder {
  readInt16(): number;
  readInt32(): number;
  readBytes(length: number): Buffer;
  readBoolean(): boolean;
  readUVarInt(): number;
  readUVarIntString(): string | null;
  readUVarIntArray<Item>(reader: (decoder: Decoder) => Item): Item[] | null;
  readTaggedFields(): unknown;
}
/** What kafkajs does not tell of itself in its types: a connection over which any request of Kafka's may go. */
interface Broker {
  readonly versions: Readonly<Record<number, { readonly maxVersion: number }>>;
  readonly connectionPool: {
    send(question: {
      readonly request: {
        readonly apiKey: number;
        readonly apiVersion: number;
        readonly apiName: string;
        readonly encode: () => Promise<unknown>;
      };
      readonly response: {
        readonly decode: (body: Buffer) => Promise<unknown>;
        readonly parse: (found: unknown) => Promise<unknown>;
      };
    }): Promise<unknown>;
  };
}

const kafkajs = createRequire(import.meta.url);
const NewDecoder = kafkajs('kafkajs/src/protocol/decoder.js') as new (body: Buffer) => Decoder;
const NewEncoder = kafkajs('kafkajs/src/protocol/encoder.js') as new () => { writeBuffer(bytes: Buffer): unknown };

/** Metadata, in the first version that has topics' ids and in which a broker gives them (Kafka 2.8). */
const apiKey = 3;
const apiVersion = 10;

/**
 * Asks which topics these are. A topic that is deleted and made again has its name and another id: whoever goes on at the
 * old one's place passes over what is before it. kafkajs knows Metadata up to version 6, which has no ids, so the question
 * is put in Kafka's own bytes (https://kafka.apache.org/protocol.html), over a connection of this client. Rejects when a
 * topic is not there.
 */
export async function topicIds(cluster: Cluster | undefined, names: readonly string[]): Promise<TopicIds> {
  const pool = (cluster as unknown as { brokerPool: { findConnectedBroker(): Promise<Broker> } } | undefined)
    ?.brokerPool;
  if (!pool) throw new Error('The consumer has no cluster yet.');
  const { versions, connectionPool } = await pool.findConnectedBroker();
  const newest = versions[apiKey]?.maxVersion ?? 0;
  if (newest < apiVersion) {
    throw new Error(`This Kafka does not tell which topic is which (Metadata ${newest}); 2.8 is the first that does.`);
  }
  const encode = async () => new NewEncoder().writeBuffer(question(names));
  return (await connectionPool.send({
    request: { apiKey, apiVersion, apiName: 'Metadata', encode },
    response: { decode: async (body) => answer(new NewDecoder(body)), parse: async (found) => found },
  })) as TopicIds;
}

/** The end of a header of flexible versions (no tagged fields), and the body: names without ids, and nothing to make. */
export function question(names: readonly string[]): Buffer {
  const topics = names.map((name) => {
    const bytes = Buffer.from(name);
    return Buffer.concat([Buffer.alloc(16), unsigned(bytes.length + 1), bytes, unsigned(0)]);
  });
  const noneMadeNothingAllowed = Buffer.from([0, 0, 0]);
  return Buffer.concat([unsigned(0), unsigned(topics.length + 1), ...topics, noneMadeNothingAllowed, unsigned(0)]);
}

function unsigned(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return Buffer.from([...bytes, rest]);
    bytes.push((rest & 0x7f) | 0x80);
  }
}

function answer(next: Decoder): TopicIds {
  next.readTaggedFields();
  // For how long the broker throttles.
  next.readInt32();
  next.readUVarIntArray(() => {
    next.readInt32();
    next.readUVarIntString();
    next.readInt32();
    next.readUVarIntString();
    next.readTaggedFields();
  });
  // The cluster and its controller.
  next.readUVarIntString();
  next.readInt32();
  const topics = next.readUVarIntArray(() => topicIn(next)) ?? [];
  return new Map(topics);
}

function topicIn(next: Decoder): readonly [name: string, id: string] {
  const error = next.readInt16();
  const name = next.readUVarIntString() ?? '';
  const id = next.readBytes(16).toString('hex');
  next.readBoolean();
  const whole = () => next.readUVarIntArray(() => next.readInt32());
  next.readUVarIntArray(() => {
    next.readInt16();
    // The partition, its leader, and the leader's epoch.
    for (let field = 0; field < 3; field += 1) next.readInt32();
    // Its replicas, those in sync, and those that are offline.
    for (let field = 0; field < 3; field += 1) whole();
    next.readTaggedFields();
  });
  next.readInt32();
  next.readTaggedFields();
  if (error !== 0 && error !== leaderNotAvailable) throw new Error(`Kafka knows no topic ${name} (error ${error}).`);
  return [name, id];
}

const leaderNotAvailable = 5;
