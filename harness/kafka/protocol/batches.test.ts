import fc from 'fast-check';
import { compressSync } from 'snappy';
import { expect, test } from 'vitest';
import { readBatches } from './batches.ts';
import { crc32c } from './crc32c.ts';
import { writeBatch } from './produce.ts';

/** Dated by the broker. */
const dated = 0x08;
const control = 0x20;
const batchOf = (
  firstOffset: number,
  values: readonly string[],
  more: { attributes?: number; codec?: number } = {},
) => {
  const { attributes = dated, codec } = more;
  const compressed =
    codec === undefined ? {} : { codec: { number: codec, compress: (bytes: Buffer) => compressSync(bytes) } };
  return writeBatch({
    values: values.map((value) => Buffer.from(value)),
    firstOffset,
    attributes,
    time: 1000,
    ...compressed,
  });
};
const broken = (batch: Buffer) => {
  const changed = Buffer.from(batch);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  return changed;
};
const valuesOf = (bytes: Buffer, from = 0) => readBatches(bytes, from).records.map(({ value }) => value);

test('the checksum is that of RFC 3720', () => {
  expect(crc32c(Buffer.alloc(32)).toString(16)).toBe('8a9136aa');
  expect(crc32c(Buffer.alloc(32, 0xff)).toString(16)).toBe('62a8ab43');
  expect(crc32c(Buffer.from('123456789')).toString(16)).toBe('e3069283');
});

test('whatever is written is read again, with its offsets', () => {
  const values = fc.array(fc.string({ unit: 'grapheme', maxLength: 50 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(values, fc.nat(2 ** 40), fc.constantFrom(undefined, 2), (written, first, codec) => {
      const { records, unread, next } = readBatches(batchOf(first, written, codec ? { codec } : {}), first);
      expect(records).toEqual(written.map((value, index) => ({ offset: first + index, appendedAt: 1000, value })));
      expect([unread, next]).toEqual([[], first + written.length]);
    }),
  );
});

test('of a batch that begins before what was asked for the rest is taken, and one that is cut short waits', () => {
  const bytes = Buffer.concat([batchOf(0, ['a', 'b', 'c']), batchOf(3, ['d']), batchOf(4, ['e'])]);
  expect(valuesOf(bytes, 2)).toEqual(['c', 'd', 'e']);
  expect(readBatches(bytes.subarray(0, bytes.length - 1), 0)).toMatchObject({ next: 4, unread: [] });
  expect(readBatches(bytes.subarray(0, 10), 7)).toEqual({ records: [], unread: [], next: 7 });
});

test('a batch that nobody can read is told, and hides nothing that comes behind it', () => {
  const unknown = batchOf(3, ['d', 'e'], { codec: 6 });
  const bytes = Buffer.concat([batchOf(0, ['a']), broken(batchOf(1, ['b', 'c'])), unknown, batchOf(5, ['f'])]);
  const { records, unread, next } = readBatches(bytes, 0);
  expect(records.map(({ value }) => value)).toEqual(['a', 'f']);
  expect(unread).toEqual([
    { from: 1, to: 2, why: 'the checksum is not that of the bytes' },
    { from: 3, to: 4, why: 'no codec has the number 6', appendedAt: 1000 },
  ]);
  expect(next).toBe(6);
});

test('the marks of a transaction hold no records, and take their places', () => {
  const bytes = Buffer.concat([
    batchOf(0, ['a']),
    batchOf(1, ['a mark'], { attributes: dated | control }),
    batchOf(2, ['b']),
  ]);
  expect(readBatches(bytes, 0)).toMatchObject({ next: 3, unread: [] });
  expect(valuesOf(bytes)).toEqual(['a', 'b']);
});

test('a record that its producer dated is read, and that is told', () => {
  const { records, unread } = readBatches(batchOf(0, ['a'], { attributes: 0 }), 0);
  expect(records).toEqual([{ offset: 0, appendedAt: 1000, value: 'a' }]);
  expect(unread).toEqual([expect.objectContaining({ from: 0, to: 0, undated: true })]);
});

test('small bytes that become many are left for the next answer', () => {
  const bytes = Buffer.concat(Array.from({ length: 6 }, (_none, at) => batchOf(at, ['x'.repeat(3000)], { codec: 2 })));
  expect(readBatches(bytes, 0, 8000).next).toBe(3);
  expect(readBatches(bytes, 0).next).toBe(6);
});

test('any bytes give an answer, and it never goes back', () => {
  const anything = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  const nearly = fc.tuple(fc.nat(300), fc.nat(255)).map(([place, value]) => {
    const bytes = Buffer.concat([batchOf(10, ['a', 'b']), batchOf(12, ['c'], { codec: 2 })]);
    bytes[place % bytes.length] = value;
    return bytes;
  });
  fc.assert(
    fc.property(fc.oneof(anything, nearly), fc.nat(20), (bytes, from) => {
      const { records, unread, next } = readBatches(bytes, from);
      expect(next).toBeGreaterThanOrEqual(from);
      expect(Number.isSafeInteger(next)).toBe(true);
      for (const { offset } of records) expect(offset).toBeGreaterThanOrEqual(from);
      for (const one of unread) expect(one.to).toBeGreaterThanOrEqual(one.from);
    }),
    { numRuns: 2000 },
  );
});

test('one changed byte is noticed wherever it is, but for what the checksum leaves out', () => {
  const whole = batchOf(0, ['a', 'b']);
  fc.assert(
    fc.property(fc.integer({ min: 17, max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), (place, change) => {
      const bytes = Buffer.from(whole);
      bytes[place] = (bytes[place] ?? 0) ^ change;
      const { records, unread } = readBatches(bytes, 0);
      expect([records.length, unread.length]).toEqual([0, 1]);
    }),
  );
});
