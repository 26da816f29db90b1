import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gunzip, zstdDecompress } from 'node:zlib';
import { fromLz4 } from './lz4.ts';
import { fromSnappy } from './snappy.ts';

/** A record as kafkajs hands it on. */
interface Message {
  readonly offset: string;
  readonly value: Buffer | null;
  readonly isControlRecord: boolean;
}
interface Decoder {
  readInt16(): number;
  readInt32(): number;
  readInt64(): bigint;
  readString(): string;
  readBytes(length: number): Buffer;
  canReadBytes(length: number): boolean;
  readArray<Item>(reader: (decoder: Decoder) => Item): Item[];
  readArrayAsync<Item>(reader: (decoder: Decoder) => Promise<Item>): Promise<Item[]>;
}
type Codecs = Record<number, () => { decompress(bytes: Buffer): Promise<Buffer> }>;
interface Exchange {
  readonly request: object;
  readonly response: object;
}
interface Definition {
  readonly versions: readonly string[];
  readonly protocol: (about: { readonly version: number }) => (options: object) => Exchange;
}

const kafkajs = createRequire(import.meta.url);
const NewDecoder = kafkajs('kafkajs/src/protocol/decoder.js') as new (bytes: Buffer) => Decoder;
const decodeBatch = kafkajs('kafkajs/src/protocol/recordBatch/v0/decoder.js') as (
  decoder: Decoder,
) => Promise<{ readonly records: readonly Message[]; readonly firstOffset: string; readonly lastOffsetDelta: number }>;
const checksum = kafkajs('kafkajs/src/protocol/recordBatch/crc32C/index.js') as (bytes: Buffer) => number;
const { Codecs: codecs } = kafkajs('kafkajs/src/protocol/message/compression/index.js') as { readonly Codecs: Codecs };
const { requests } = kafkajs('kafkajs/src/protocol/requests/index.js') as { readonly requests: { Fetch: Definition } };

/** Of what one batch becomes, in bytes. By default Kafka takes 1 MB of records at once; more than this is an attack. */
const mostBytes = 32 * 1024 * 1024;
const within = { maxOutputLength: mostBytes };
const ungzip = promisify(gunzip);
const unzstd = promisify(zstdDecompress);

/** By the number that a batch has for it. */
const decompressions: Readonly<Record<number, (bytes: Buffer) => Promise<Buffer>>> = {
  1: (bytes) => ungzip(bytes, within),
  2: async (bytes) => fromSnappy(bytes, mostBytes),
  3: async (bytes) => fromLz4(bytes, mostBytes),
  4: (bytes) => unzstd(bytes, within),
};

/** Where in a batch its parts are, in bytes. https://kafka.apache.org/documentation/#recordbatch */
const place = { length: 8, magic: 16, checksum: 17, attributes: 21, lastOffsetDelta: 23, count: 57, records: 61 };
const beforeLength = 12;
const current = 2;

/**
 * Every record of some batches, one behind the other as a fetch brings them. Of kafkajs 2.2.4 one that it cannot read
 * makes the whole fetch fail, for ever, and one that is damaged is read as it is. Here it becomes a single record that
 * says so and ends where the batch does, and reading goes on behind it. A batch that is cut off at the end comes again.
 */
export async function messagesIn(bytes: Buffer): Promise<Message[]> {
  const found: Message[][] = [];
  for (let at = 0; at + place.records <= bytes.length; ) {
    const size = beforeLength + bytes.readInt32BE(at + place.length);
    if (size < place.records) {
      // Where the next one begins nobody knows.
      found.push([unreadable(bytes.subarray(at), `a batch of ${size} bytes`)]);
      break;
    }
    if (at + size > bytes.length) break;
    found.push(await messagesOf(bytes.subarray(at, at + size)));
    at += size;
  }
  return found.flat();
}

async function messagesOf(batch: Buffer): Promise<Message[]> {
  try {
    const magic = batch.readInt8(place.magic);
    if (magic !== current) throw new Error(`batches of form ${magic} are none of Kafka 4`);
    if (checksum(batch.subarray(place.attributes)) >>> 0 !== batch.readUInt32BE(place.checksum)) {
      throw new Error('its checksum is another one');
    }
    const compression = batch.readInt16BE(place.attributes) & 7;
    if (compression > 0 && !decompressions[compression]) throw new Error(`nobody knows compression ${compression}`);
    const { records } = await decodeBatch(new NewDecoder(batch));
    const first = batch.readBigInt64BE(0);
    const last = first + BigInt(batch.readInt32BE(place.lastOffsetDelta));
    const foreign = records.some(({ offset }) => BigInt(offset) < first || BigInt(offset) > last);
    if (foreign) throw new Error('it has records that are not its own');
    // Of one from which Kafka has taken all records, only its place is left: it must be passed.
    return records.length > 0 ? [...records] : [placeholder(batch)];
  } catch (error) {
    return [unreadable(batch, error instanceof Error ? error.message : String(error))];
  }
}

const unreadable = (batch: Buffer, why: string) => ({
  ...placeholder(batch),
  isControlRecord: false,
  value: batch,
  unreadable: { firstOffset: String(batch.readBigInt64BE(0)), why: `a batch of records cannot be read: ${why}` },
});

/** Nobody is shown it, and yet it is passed. */
const placeholder = (batch: Buffer) => ({
  offset: String(batch.readBigInt64BE(0) + BigInt(spanOf(batch))),
  key: null,
  value: null,
  headers: {},
  isControlRecord: true,
  batchContext: { producerId: '-1', inTransaction: false },
});

/**
 * How much further the last record of a batch is than its first. What a damaged one says of that counts only when it is
 * said in two places, for else a record behind it might be passed over; Kafka gives the rest of it again.
 */
function spanOf(batch: Buffer): number {
  const last = batch.readInt32BE(place.lastOffsetDelta);
  const count = batch.readInt32BE(place.count);
  return last >= 0 && (count === 0 || count === last + 1) ? last : 0;
}

/** Fetch, in the version that kafkajs speaks with every Kafka since 2.4. */
const version = 11;
const original = requests.Fetch;

/**
 * Lets kafkajs read each of Kafka's compressions, and pass what cannot be read: for all clients of this process, so it is
 * done only where this generation is the one that runs. The first two are left as they were.
 */
export function readAllBatches(): void {
  for (const [number, decompress] of Object.entries(decompressions)) codecs[Number(number)] = () => ({ decompress });
  requests.Fetch = {
    ...original,
    protocol: (about) => {
      const protocol = original.protocol(about);
      if (about.version !== version) return protocol;
      return (options) => {
        const exchange = protocol(options);
        return { ...exchange, response: { ...exchange.response, decode } };
      };
    },
  };
}

async function decode(body: Buffer) {
  const decoder = new NewDecoder(body);
  return {
    throttleTime: 0,
    clientSideThrottleTime: decoder.readInt32(),
    errorCode: decoder.readInt16(),
    sessionId: decoder.readInt32(),
    responses: await decoder.readArrayAsync(async (topic) => ({
      topicName: topic.readString(),
      partitions: await topic.readArrayAsync(partitionIn),
    })),
  };
}

const partitionIn = async (next: Decoder) => ({
  partition: next.readInt32(),
  errorCode: next.readInt16(),
  highWatermark: String(next.readInt64()),
  lastStableOffset: String(next.readInt64()),
  lastStartOffset: String(next.readInt64()),
  abortedTransactions: next.readArray((transaction) => ({
    producerId: String(transaction.readInt64()),
    firstOffset: String(transaction.readInt64()),
  })),
  preferredReadReplica: next.readInt32(),
  messages: await messagesIn(bytesIn(next)),
});

function bytesIn(next: Decoder): Buffer {
  const size = next.readInt32();
  return size > 0 && next.canReadBytes(size) ? next.readBytes(size) : Buffer.alloc(0);
}
