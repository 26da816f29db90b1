import { createRequire } from 'node:module';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { messagesIn, readAllBatches } from './batches.ts';

readAllBatches();

const kafkajs = createRequire(import.meta.url);
const { RecordBatch } = kafkajs('kafkajs/src/protocol/recordBatch/v0/index.js');
const writeRecord = kafkajs('kafkajs/src/protocol/recordBatch/record/v0/index.js');
const checksum = kafkajs('kafkajs/src/protocol/recordBatch/crc32C/index.js');

/** A batch as kafkajs writes it, from an offset on. */
async function batch(firstOffset: number, ...values: readonly string[]): Promise<Buffer> {
  const records = values.map((value, offsetDelta) => writeRecord({ offsetDelta, timestampDelta: 0, key: 'k', value }));
  const last = Math.max(0, values.length - 1);
  const { buffer } = await RecordBatch({ records, lastOffsetDelta: last });
  buffer.writeBigInt64BE(BigInt(firstOffset), 0);
  return Buffer.from(buffer);
}

/** The same with its records in another form, and right in itself. */
function compressed(whole: Buffer, kind: number, compress: (bytes: Buffer) => Buffer): Buffer {
  const made = Buffer.concat([whole.subarray(0, 61), compress(whole.subarray(61))]);
  made.writeInt32BE(made.length - 12, 8);
  made.writeInt16BE(kind, 21);
  made.writeUInt32BE(checksum(made.subarray(21)), 17);
  return made;
}

const told = async (...batches: readonly Buffer[]) =>
  (await messagesIn(Buffer.concat(batches))).map(({ offset, value, ...rest }) =>
    'unreadable' in rest ? [offset, rest.unreadable] : [offset, String(value)],
  );
const behind = [['9', 'behind']];

describe('batches of records', () => {
  test('are read one behind the other, and one that is cut off comes again', async () => {
    const [one, two] = [await batch(7, 'a', 'b'), await batch(9, 'behind')];
    expect(await told(one, two)).toEqual([['7', 'a'], ['8', 'b'], ...behind]);
    for (const cut of [1, 30, two.length - 1]) {
      expect(await told(one, two.subarray(0, cut))).toEqual([
        ['7', 'a'],
        ['8', 'b'],
      ]);
    }
  });

  test.each([
    ['gzip', 1, gzipSync],
    ['zstd', 4, zstdCompressSync],
  ])('that are compressed by %s are what they were', async (_name, kind, compress) => {
    const one = compressed(await batch(7, 'a', 'b'), kind, (bytes) => compress(bytes));
    expect(await told(one)).toEqual([
      ['7', 'a'],
      ['8', 'b'],
    ]);
  });

  test.each<[string, (one: Buffer) => Buffer]>([
    ['its checksum is another one', (one) => one.fill(0xff, 70, 71)],
    ['nobody knows compression 5', (one) => compressed(one, 5, (bytes) => bytes)],
    ['nobody knows compression 7', (one) => compressed(one, 7, (bytes) => bytes)],
    ['This is no Snappy', (one) => compressed(one, 2, () => Buffer.from([9, 9, 9]))],
    ['This is no LZ4', (one) => compressed(one, 3, () => Buffer.from('no LZ4 at all'))],
    ['incorrect header check', (one) => compressed(one, 1, () => Buffer.from('no gzip'))],
    ['batches of form 1', (one) => one.fill(1, 16, 17)],
    ['it has records that are not its own', (one) => compressed(one, 0, (bytes) => bytes.fill(20, 3, 4))],
    ['larger than', (one) => compressed(one, 4, () => zstdCompressSync(Buffer.alloc(33 * 1024 * 1024)))],
  ])('one of which nothing can be had is passed, and what is behind it is read: %s', async (why, change) => {
    const [damaged, good] = [change(await batch(7, 'a', 'b')), await batch(9, 'behind')];
    expect(await told(damaged, good)).toEqual([
      ['8', { firstOffset: '7', why: expect.stringContaining(why) }],
      ...behind,
    ]);
  });

  test('one that is damaged where it says how long it is, is passed one record at a time', async () => {
    const one = await batch(7, 'a', 'b');
    one.writeInt32BE(1000, 23);
    expect(await told(one)).toEqual([['7', expect.objectContaining({ firstOffset: '7' })]]);
    one.writeInt32BE(-5, 8);
    expect(await told(one)).toEqual([['7', expect.objectContaining({ why: expect.stringContaining('of 7 bytes') })]]);
  });

  test('one from which all records are taken is passed, and nobody is shown it', async () => {
    const [empty, good] = [compressed(await batch(7), 0, (bytes) => bytes), await batch(9, 'behind')];
    empty.writeInt32BE(1, 23);
    empty.writeUInt32BE(checksum(empty.subarray(21)), 17);
    const found = await messagesIn(Buffer.concat([empty, good]));
    expect(found.map(({ offset, isControlRecord }) => [offset, isControlRecord])).toEqual([
      ['8', true],
      ['9', false],
    ]);
  });
});
