import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromLz4 } from './lz4.ts';

const plenty = 10_000_000;
const bytes = (most: number) => fc.uint8Array({ maxLength: most }).map((some) => Buffer.from(some));
const parts = fc.record({
  literal: bytes(300),
  part: fc.double({ min: 0, max: 1, noNaN: true }),
  size: fc.integer({ min: 4, max: 600 }),
});
const blocks = fc.array(fc.record({ raw: fc.boolean(), parts: fc.array(parts, { maxLength: 6 }), last: bytes(20) }), {
  maxLength: 4,
});
const flags = fc.record({ blockChecksum: fc.boolean(), contentSize: fc.boolean(), contentChecksum: fc.boolean() });
type Blocks = typeof blocks extends fc.Arbitrary<infer Some> ? Some : never;
type Flags = typeof flags extends fc.Arbitrary<infer Some> ? Some : never;

const little = (value: number, length: number) => Array.from({ length }, (_, index) => (value >>> (8 * index)) & 0xff);
/** The rest of a length of which 15 stands in the token. */
const rest = (size: number): number[] => {
  if (size < 15) return [];
  const more = size - 15;
  return [...new Array(Math.floor(more / 255)).fill(255), more % 255];
};

/** Writes a frame as the description of the format says, and what it must come to. Blocks may look back into others. */
function written(some: Blocks, { blockChecksum, contentSize, contentChecksum }: Flags) {
  const text: number[] = [];
  const frame = [0x04, 0x22, 0x4d, 0x18];
  frame.push(0x40 | (blockChecksum ? 0x10 : 0) | (contentSize ? 8 : 0) | (contentChecksum ? 4 : 0), 0x40);
  if (contentSize) frame.push(...little(7, 4), ...little(0, 4));
  frame.push(99);
  for (const block of some) {
    const body: number[] = [];
    if (block.raw) {
      body.push(...block.last);
      text.push(...block.last);
    } else {
      for (const { literal, part, size } of block.parts) {
        text.push(...literal);
        if (text.length === 0) continue;
        const back = Math.max(1, Math.min(65_535, Math.ceil(part * text.length)));
        const token = (Math.min(15, literal.length) << 4) | Math.min(15, size - 4);
        body.push(token, ...rest(literal.length), ...literal, ...little(back, 2), ...rest(size - 4));
        for (let index = 0; index < size; index += 1) text.push(text[text.length - back] as number);
      }
      body.push(Math.min(15, block.last.length) << 4, ...rest(block.last.length), ...block.last);
      text.push(...block.last);
    }
    if (body.length === 0) continue;
    frame.push(...little(block.raw ? body.length + 0x8000_0000 : body.length, 4), ...body);
    if (blockChecksum) frame.push(1, 2, 3, 4);
  }
  frame.push(0, 0, 0, 0);
  if (contentChecksum) frame.push(5, 6, 7, 8);
  return { frame: Buffer.from(frame), text: Buffer.from(text) };
}

describe('LZ4', () => {
  test('a frame, or several of them, is what was put into it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(blocks, flags), { maxLength: 3 }), (several) => {
        const all = several.map(([some, how]) => written(some, how));
        const whole = Buffer.concat(all.map(({ text }) => text));
        expect(fromLz4(Buffer.concat(all.map(({ frame }) => frame)), plenty).equals(whole)).toBe(true);
      }),
    );
  });

  test('what is damaged is refused or is something else, and never read beyond', () => {
    fc.assert(
      fc.property(blocks, flags, fc.nat(), fc.nat(255), (some, how, place, value) => {
        const { frame } = written(some, how);
        frame[place % frame.length] = value;
        try {
          expect(fromLz4(frame, plenty).length).toBeLessThanOrEqual(plenty);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });

  test('what would be longer than it may be is refused before it is made', () => {
    const how = { blockChecksum: false, contentSize: false, contentChecksum: false };
    const part = { literal: Buffer.from('a'), part: 1, size: 600 };
    const { frame } = written([{ raw: false, parts: [part], last: Buffer.alloc(0) }], how);
    expect(fromLz4(frame, 601)).toHaveLength(601);
    expect(() => fromLz4(frame, 600)).toThrow(/601 bytes are more than the 600/);
  });
});
