import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { compressFrameSync } from 'lz4-napi';
import { compressSync } from 'snappy';
import { describe, expect, test } from 'vitest';
import { int } from '../bytes.ts';
import { decompress } from './decompress.ts';
import { unlz4 } from './lz4.ts';
import { unsnappy } from './snappy.ts';

const most = 1024 * 1024;
/** Of few different bytes and many, short and long, so that literals of all lengths and overlapping copies come up. */
const content = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 20 }), fc.nat(400)).map(([bytes, times]) => {
        return Buffer.concat(Array.from({ length: times }, () => bytes));
      }),
    ),
    { maxLength: 20 },
  )
  .map((parts) => Buffer.concat(parts));

const xerial = (parts: readonly Buffer[]) =>
  Buffer.concat([
    ...[Buffer.from([0x82]), Buffer.from('SNAPPY'), Buffer.from([0]), int(1), int(1)],
    ...parts.flatMap((part) => {
      const bytes = compressSync(part);
      return [int(bytes.length), bytes];
    }),
  ]);

const forms = {
  gzip: { codec: 1, compress: (bytes: Buffer) => gzipSync(bytes) },
  snappy: { codec: 2, compress: (bytes: Buffer) => compressSync(bytes) },
  'snappy in parts': {
    codec: 2,
    compress: (bytes: Buffer) => xerial([bytes.subarray(0, bytes.length / 2), bytes.subarray(bytes.length / 2)]),
  },
  lz4: { codec: 3, compress: (bytes: Buffer) => compressFrameSync(bytes) },
  zstd: { codec: 4, compress: (bytes: Buffer) => zstdCompressSync(bytes) },
};

describe.each(Object.entries(forms))('%s', (_name, { codec, compress }) => {
  test('what another program compressed is what it was', () => {
    fc.assert(fc.property(content, (bytes) => decompress(codec, compress(bytes)).equals(bytes)));
  });

  test('cut short or changed, it is an error or other bytes, and never longer than it may be', () => {
    const where = fc.tuple(content, fc.nat(), fc.nat(255), fc.boolean());
    fc.assert(
      fc.property(where, ([bytes, place, value, cut]) => {
        const changed = Buffer.from(compress(bytes));
        const index = place % Math.max(1, changed.length);
        if (!cut) changed[index] = value;
        try {
          expect(decompress(codec, cut ? changed.subarray(0, index) : changed, most).length).toBeLessThanOrEqual(most);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });

  test('what becomes longer than it may be is an error', () => {
    expect(() => decompress(codec, compress(Buffer.alloc(most + 1)), most)).toThrow();
    expect(decompress(codec, compress(Buffer.alloc(most)), most)).toHaveLength(most);
  });
});

test('any bytes at all are an error or few bytes, and cost no more memory than they may', () => {
  const anything = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
  const framed = anything.map((bytes) => Buffer.concat([Buffer.from('04224d186440a7', 'hex'), bytes]));
  fc.assert(
    fc.property(fc.oneof(anything, framed), (bytes) => {
      for (const undo of [unsnappy, unlz4]) {
        try {
          expect(undo(bytes, 10_000).length).toBeLessThanOrEqual(10_000);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }
    }),
  );
});

test('a length that is claimed takes no memory before the bytes come', () => {
  const before = process.memoryUsage().arrayBuffers;
  // Two gigabytes of snappy, by its own word.
  expect(() => unsnappy(Buffer.from([0xff, 0xff, 0xff, 0xff, 0x07, 0x00, 0x41]), 2 ** 31)).toThrow(RangeError);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
});

test('a codec that nobody knows is told by its number', () => {
  expect(() => decompress(6, Buffer.alloc(3))).toThrow('no codec has the number 6');
});
