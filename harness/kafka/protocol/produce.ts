import { array, byte, int, long, short, signed, string } from '../bytes.ts';
import { crc32c } from './crc32c.ts';
import { refuse } from './errors.ts';
import type { Question } from './question.ts';

export interface BatchParts {
  readonly values: readonly Buffer[];
  /** By its number, and what it makes of the records. */
  readonly codec?: { readonly number: number; readonly compress: (bytes: Buffer) => Buffer };
  readonly firstOffset?: number;
  readonly attributes?: number;
  /** Milliseconds since the epoch; of a broker that dates records itself it becomes the time of all of them. */
  readonly time: number;
}

/** Records as one batch of format 2, of nobody's transaction: https://kafka.apache.org/documentation/#recordbatch */
export function writeBatch({ values, codec, firstOffset = 0, attributes = 0, time }: BatchParts): Buffer {
  const records = Buffer.concat(values.map(record));
  const body = codec ? codec.compress(records) : records;
  const summed = Buffer.concat([
    ...[short(attributes | (codec?.number ?? 0)), int(values.length - 1), long(time), long(time)],
    ...[long(-1), short(-1), int(-1), int(values.length), body],
  ]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32c(summed));
  const behindLength = Buffer.concat([int(-1), byte(2), sum, summed]);
  return Buffer.concat([long(firstOffset), int(behindLength.length), behindLength]);
}

/** At the time of its batch, without a key and without headers. */
function record(value: Buffer, offset: number): Buffer {
  const parts = [byte(0), signed(0), signed(offset), signed(-1), signed(value.length), value, signed(0)];
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([signed(length), ...parts]);
}

export interface ProduceOptions {
  readonly topic: string;
  readonly partition: number;
  readonly batch: Buffer;
  readonly withinMs: number;
}

/** Produce 3, acknowledged by the leader and all in-sync replicas (-1). Throws the refusal, if it is one. */
export const askToAppend = ({ topic, partition, batch, withinMs }: ProduceOptions): Question<void> => ({
  name: 'Produce',
  key: 0,
  version: 3,
  flexible: false,
  body: Buffer.concat([
    ...[short(-1), short(-1), int(withinMs)],
    array([Buffer.concat([string(topic), array([Buffer.concat([int(partition), int(batch.length), batch])])])]),
  ]),
  read: (next) => {
    next.array(() => {
      next.string();
      return next.array(() => {
        next.int();
        refuse(`Produce to ${topic}/${partition}`, next.short());
        next.long();
        next.long();
      });
    });
  },
});
