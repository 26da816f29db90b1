import { repeat } from './snappy.ts';

/**
 * What was compressed as one LZ4 frame or several, as Kafka's clients write it. The checksums are not looked at: the batch
 * that it is of has one of its own. Throws a RangeError when it is damaged, or longer than it may be.
 * https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
 */
export function fromLz4(bytes: Buffer, mostBytes: number): Buffer {
  const out = new Growing(mostBytes);
  let at = 0;
  while (at < bytes.length) at = frame(bytes, at, out);
  return out.whole();
}

const magic = 0x184d2204;
/** Of a block, when its bytes are as they were. */
const uncompressed = 0x8000_0000;

/** Reads one frame, and answers with where it ends. */
function frame(bytes: Buffer, start: number, out: Growing): number {
  if (bytes.readUInt32LE(start) !== magic) throw damaged();
  const flags = bytes.readUInt8(start + 4);
  const blockChecksum = flags & 0x10 ? 4 : 0;
  const contentSize = flags & 0x08 ? 8 : 0;
  const contentChecksum = flags & 0x04 ? 4 : 0;
  if (flags >> 6 !== 1 || flags & 0x01) throw damaged();
  // The magic number, the flags, the largest block, how much it is, and the checksum of all that.
  let at = start + 6 + contentSize + 1;
  for (;;) {
    const size = bytes.readUInt32LE(at);
    at += 4;
    if (size === 0) return at + contentChecksum;
    const length = size & ~uncompressed;
    if (at + length > bytes.length) throw damaged();
    const one = bytes.subarray(at, at + length);
    if (size >= uncompressed) out.append(one, 0, length);
    else block(one, out);
    at += length + blockChecksum;
  }
}

/** Bytes as they are, then some that were there before, again and again; the last ones are as they are. */
function block(bytes: Buffer, out: Growing): void {
  let at = 0;
  const byte = (): number => {
    const value = bytes[at++];
    if (value === undefined) throw damaged();
    return value;
  };
  const longer = (short: number): number => {
    let size = short;
    if (short === 15) {
      let more: number;
      do {
        more = byte();
        size += more;
      } while (more === 255);
    }
    return size;
  };
  while (at < bytes.length) {
    const token = byte();
    const literal = longer(token >> 4);
    if (at + literal > bytes.length) throw damaged();
    out.append(bytes, at, literal);
    at += literal;
    if (at === bytes.length) return;
    const back = byte() + byte() * 256;
    out.again(back, longer(token & 15) + 4);
  }
}

/** What comes out: nobody says beforehand how much that is. */
class Growing {
  readonly #most: number;
  #bytes = Buffer.allocUnsafe(4096);
  #end = 0;

  constructor(most: number) {
    this.#most = most;
  }

  append(from: Buffer, at: number, size: number): void {
    this.#room(size);
    from.copy(this.#bytes, this.#end, at, at + size);
    this.#end += size;
  }

  again(back: number, size: number): void {
    if (back === 0 || back > this.#end) throw damaged();
    this.#room(size);
    this.#end = repeat(this.#bytes, this.#end, back, size);
  }

  whole(): Buffer {
    return this.#bytes.subarray(0, this.#end);
  }

  #room(size: number): void {
    const needed = this.#end + size;
    if (needed > this.#most) throw new RangeError(`${needed} bytes are more than the ${this.#most} that may be.`);
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.min(this.#most, Math.max(needed, this.#bytes.length * 2)));
    this.#bytes.copy(larger, 0, 0, this.#end);
    this.#bytes = larger;
  }
}

const damaged = () => new RangeError('This is no LZ4.');
