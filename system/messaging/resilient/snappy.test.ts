import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromSnappy } from './snappy.ts';

const plenty = 1_000_000;
const bytes = (most: number) => fc.uint8Array({ minLength: 1, maxLength: most }).map((some) => Buffer.from(some));

/** What a block is made of: bytes as they are, or as many as there were so far back (a part of what there is by then). */
const pieces = fc.array(
  fc.oneof(
    bytes(300),
    fc.record({ part: fc.double({ min: 0, max: 1, noNaN: true }), size: fc.integer({ min: 1, max: 64 }) }),
  ),
  { maxLength: 40 },
);
type Pieces = typeof pieces extends fc.Arbitrary<infer Some> ? Some : never;

const little = (value: number, length: number) => Array.from({ length }, (_, index) => (value >> (8 * index)) & 0xff);
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

/** Writes a block as the description of the format says, and what it must come to. */
function written(some: Pieces): { readonly block: Buffer; readonly text: Buffer } {
  const text: number[] = [];
  const body: number[] = [];
  for (const piece of some) {
    if (Buffer.isBuffer(piece)) {
      const less = piece.length - 1;
      body.push(...(less < 60 ? [less << 2] : less < 256 ? [60 << 2, less] : [61 << 2, ...little(less, 2)]), ...piece);
      text.push(...piece);
      continue;
    }
    const back = Math.ceil(piece.part * text.length);
    if (back === 0) continue;
    const { size } = piece;
    if (back < 2048 && size >= 4 && size <= 11) body.push(1 | ((size - 4) << 2) | ((back >> 8) << 5), back & 0xff);
    else if (size % 2) body.push(2 | ((size - 1) << 2), ...little(back, 2));
    else body.push(3 | ((size - 1) << 2), ...little(back, 4));
    for (let index = 0; index < size; index += 1) text.push(text[text.length - back] as number);
  }
  return { block: Buffer.from([...unsigned(text.length), ...body]), text: Buffer.from(text) };
}

const framed = (blocks: readonly Buffer[]) =>
  Buffer.concat([
    Buffer.from([0x82, ...Buffer.from('SNAPPY'), 0, 0, 0, 0, 1, 0, 0, 0, 1]),
    ...blocks.flatMap((block) => [Buffer.from(little(block.length, 4).toReversed()), block]),
  ]);

describe('Snappy', () => {
  test('one block is what was put into it', () => {
    fc.assert(
      fc.property(pieces, (some) => {
        const { block, text } = written(some);
        expect(fromSnappy(block, plenty).equals(text)).toBe(true);
      }),
    );
  });

  test("a stream of blocks, as Java's client writes it, is all of them one after the other", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 4 }), (several) => {
        const all = several.map(written);
        const whole = Buffer.concat(all.map(({ text }) => text));
        expect(fromSnappy(framed(all.map(({ block }) => block)), plenty).equals(whole)).toBe(true);
      }),
    );
  });

  test('what is damaged is refused or is something else, and never read beyond', () => {
    fc.assert(
      fc.property(bytes(200), fc.boolean(), (some, inStream) => {
        try {
          expect(fromSnappy(inStream ? framed([some]) : some, plenty).length).toBeLessThanOrEqual(plenty);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });

  test('what would be longer than it may be is refused before it is made', () => {
    expect(() => fromSnappy(Buffer.from([...unsigned(2 ** 31), 0]), plenty)).toThrow(/more than the 1000000/);
    const { block } = written([Buffer.alloc(300, 'a')]);
    expect(() => fromSnappy(framed([block, block]), 500)).toThrow(/more than the 200/);
  });
});
