import { type Output, output } from './output.ts';

const magic = 0x184d2204;
/** Bits of the frame's flags. */
const has = { blockChecksum: 0x10, contentSize: 0x08, contentChecksum: 0x04, dictionary: 0x01, independent: 0x20 };
const uncompressed = 0x80000000;

/**
 * What lz4 compressed, as frames, one behind the other (lz4_Frame_format.md). Checksums are not looked at: Kafka's batch
 * has one over all of it. Throws a `RangeError` when it is no such frame, is cut short, or becomes longer than `most`
 * bytes.
 */
export function unlz4(bytes: Buffer, most: number): Buffer {
  const result = output(most);
  let place = 0;
  do place = frame(bytes, place, result);
  while (place < bytes.length);
  return result.whole();
}

/** Returns where it ends. `Buffer` throws a `RangeError` by itself when it is read past its end. */
function frame(bytes: Buffer, start: number, result: Output): number {
  if (bytes.readUInt32LE(start) !== magic) throw new RangeError('It is no frame of lz4.');
  const flags = bytes.readUInt8(start + 4);
  if (flags >> 6 !== 1) throw new RangeError(`lz4's frames have version ${flags >> 6}.`);
  if (flags & has.dictionary) throw new RangeError('It needs a dictionary.');
  const began = result.length();
  // Behind the flags: the sizes of blocks, perhaps of the content, and a checksum of the head.
  let place = start + 6 + (flags & has.contentSize ? 8 : 0) + 1;
  for (;;) {
    const word = bytes.readUInt32LE(place);
    place += 4;
    if (word === 0) break;
    const end = place + (word & ~uncompressed);
    if (end > bytes.length) throw new RangeError('It is cut short.');
    if (word >= uncompressed) result.add(bytes, place, end);
    else block(bytes, place, end, result, flags & has.independent ? result.length() : began);
    place = end + (flags & has.blockChecksum ? 4 : 0);
  }
  place += flags & has.contentChecksum ? 4 : 0;
  if (place > bytes.length) throw new RangeError('It is cut short.');
  return place;
}

/** Sequences of bytes as they are, each followed by a place further back, not before `since` (lz4_Block_format.md). */
function block(bytes: Buffer, start: number, end: number, result: Output, since: number): void {
  let place = start;
  const next = (): number => {
    if (place >= end) throw new RangeError('It is cut short.');
    place += 1;
    return bytes[place - 1] ?? 0;
  };
  const long = (nibble: number): number => {
    let length = nibble;
    if (nibble === 15) for (let more = 255; more === 255; length += more) more = next();
    return length;
  };
  while (place < end) {
    const token = next();
    const literals = long(token >> 4);
    if (place + literals > end) throw new RangeError('It is cut short.');
    result.add(bytes, place, place + literals);
    place += literals;
    // The last sequence has nothing behind its bytes.
    if (place === end) return;
    const back = next() | (next() << 8);
    result.repeat(back, long(token & 15) + 4, since);
  }
}
