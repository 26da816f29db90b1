import { cursor } from '../bytes.ts';
import { type Output, output } from './output.ts';

/** How what xerial's snappy-java writes begins: parts of their own behind a head. Other clients write one part alone. */
const xerialMagic = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
/** The magic, and two versions of four bytes each. */
const xerialHead = 16;

/**
 * What snappy compressed, in either of the forms that Kafka's producers write. Throws a `RangeError` when it is none of
 * them, is cut short, or becomes longer than `most` bytes.
 */
export function unsnappy(bytes: Buffer, most: number): Buffer {
  const result = output(most);
  if (!bytes.subarray(0, xerialMagic.length).equals(xerialMagic)) {
    part(bytes, result);
    return result.whole();
  }
  const next = cursor(bytes);
  next.bytes(xerialHead);
  while (next.left() > 0) part(next.lengthAndBytes() ?? Buffer.alloc(0), result);
  return result.whole();
}

/** One part: its length, and then either bytes as they are or a place further back (format_description.txt of snappy). */
function part(bytes: Buffer, result: Output): void {
  const next = cursor(bytes);
  const length = next.unsigned();
  const began = result.length();
  while (next.left() > 0) {
    const tag = next.byte() & 0xff;
    const upper = tag >> 2;
    if ((tag & 3) === 0) {
      const count = upper < 60 ? upper + 1 : littleEndian(next.bytes(upper - 59)) + 1;
      const literal = next.bytes(count);
      result.add(literal, 0, count);
    } else if ((tag & 3) === 1) {
      const back = ((tag >> 5) << 8) | (next.byte() & 0xff);
      result.repeat(back, (upper & 7) + 4, began);
    } else {
      result.repeat(littleEndian(next.bytes((tag & 3) === 2 ? 2 : 4)), upper + 1, began);
    }
  }
  const made = result.length() - began;
  if (made !== length) throw new RangeError(`A part of ${length} bytes has ${made}.`);
}

const littleEndian = (bytes: Buffer): number => bytes.readUIntLE(0, bytes.length);
