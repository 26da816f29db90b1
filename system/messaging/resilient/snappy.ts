/** How snappy-java begins a stream of blocks, which is what Java's Kafka client writes; others write one block alone. */
const xerial = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0]);
/** The beginning, and two version numbers of 4 bytes each. */
const xerialHead = 16;

/**
 * What was compressed by Snappy, as Kafka's clients write it: one block, or snappy-java's stream of blocks, each behind
 * its length. Throws a RangeError when it is damaged, or longer than it may be.
 * https://github.com/google/snappy/blob/main/format_description.txt
 */
export function fromSnappy(bytes: Buffer, mostBytes: number): Buffer {
  if (!bytes.subarray(0, xerial.length).equals(xerial)) return block(bytes, mostBytes);
  const blocks: Buffer[] = [];
  let room = mostBytes;
  for (let at = xerialHead; at < bytes.length; ) {
    const length = bytes.readInt32BE(at);
    if (length < 0 || at + 4 + length > bytes.length) throw damaged();
    const one = block(bytes.subarray(at + 4, at + 4 + length), room);
    blocks.push(one);
    room -= one.length;
    at += 4 + length;
  }
  return Buffer.concat(blocks);
}

function block(bytes: Buffer, mostBytes: number): Buffer {
  let at = 0;
  const byte = (): number => {
    const value = bytes[at++];
    if (value === undefined) throw damaged();
    return value;
  };
  /** A number in so many bytes, the least one first. */
  const number = (length: number): number => {
    let value = 0;
    for (let index = 0; index < length; index += 1) value += byte() * 2 ** (8 * index);
    return value;
  };
  const length = varint(byte);
  if (length > mostBytes) throw new RangeError(`${length} bytes are more than the ${mostBytes} that may be.`);
  const out = Buffer.allocUnsafe(length);
  let end = 0;
  while (at < bytes.length) {
    const tag = byte();
    if ((tag & 3) === 0) {
      const short = tag >> 2;
      const size = 1 + (short < 60 ? short : number(short - 59));
      if (at + size > bytes.length || end + size > length) throw damaged();
      bytes.copy(out, end, at, at + size);
      at += size;
      end += size;
      continue;
    }
    const size = (tag & 3) === 1 ? 4 + ((tag >> 2) & 7) : 1 + (tag >> 2);
    const back = (tag & 3) === 1 ? ((tag >> 5) << 8) + byte() : number((tag & 3) === 2 ? 2 : 4);
    if (back === 0 || back > end || end + size > length) throw damaged();
    end = repeat(out, end, back, size);
  }
  if (end !== length) throw damaged();
  return out;
}

function varint(byte: () => number): number {
  let value = 0;
  for (let index = 0; index < 5; index += 1) {
    const next = byte();
    value += (next & 0x7f) * 2 ** (7 * index);
    if (next < 0x80) return value;
  }
  throw damaged();
}

/** Appends so many bytes of what is so far back, which may be those that it has just appended. Answers with the new end. */
export function repeat(out: Buffer, end: number, back: number, size: number): number {
  if (back >= size) out.copyWithin(end, end - back, end - back + size);
  else for (let index = 0; index < size; index += 1) out[end + index] = out[end + index - back] as number;
  return end + size;
}

const damaged = () => new RangeError('This is no Snappy.');
