/** The pieces of Kafka's protocol: https://kafka.apache.org/protocol.html */
export const clientId = 'norestart-probe';

export const byte = (value: number): Buffer => Buffer.from([value & 0xff]);
export const short = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
};
export const int = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
export const long = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
};
export const flag = (value: boolean): Buffer => Buffer.from([value ? 1 : 0]);
export const string = (value: string): Buffer => Buffer.concat([short(Buffer.byteLength(value)), Buffer.from(value)]);
export const array = (elements: readonly Buffer[]): Buffer => Buffer.concat([int(elements.length), ...elements]);

/** A whole number of no fixed length: 7 bits a byte, the lowest first. */
export function unsigned(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Buffer.from([...bytes, rest]);
}
/** The same with a sign, which is in the lowest bit. */
export const signed = (value: number): Buffer => unsigned(value < 0 ? -value * 2 - 1 : value * 2);

/** What the newer versions write: lengths of no fixed length, one too many (0: it is not there), and tags behind. */
export const compactString = (value: string): Buffer =>
  Buffer.concat([unsigned(Buffer.byteLength(value) + 1), Buffer.from(value)]);
export const compactArray = (elements: readonly Buffer[]): Buffer =>
  Buffer.concat([unsigned(elements.length + 1), ...elements]);
export const noTags = byte(0);

/** `flexible`: the head has tags, too, as with every version that knows them. */
export function request(key: number, version: number, correlation: number, body: Buffer, flexible = false): Buffer {
  const head = Buffer.concat([
    ...[short(key), short(version), int(correlation), string(clientId)],
    ...(flexible ? [noTags] : []),
  ]);
  return Buffer.concat([int(head.length + body.length), head, body]);
}

/** More than a signed number of 64 bits takes is none. */
const longestNumber = 10;

export type Cursor = ReturnType<typeof cursor>;

/**
 * Reads one value after the other. Every read checks that the bytes are there, and throws a `RangeError` when they are
 * not: whoever answers may be anybody, or may have been cut short.
 */
export function cursor(body: Buffer) {
  let offset = 0;
  const take = (length: number): number => {
    if (length < 0 || offset + length > body.length) throw new RangeError(`The answer ends at byte ${body.length}.`);
    offset += length;
    return offset - length;
  };
  const nextByte = () => body.readInt8(take(1));
  const nextShort = () => body.readInt16BE(take(2));
  const nextInt = () => body.readInt32BE(take(4));
  const nextUnsigned = (): number => {
    let value = 0;
    for (let index = 0, place = 1; index < longestNumber; index += 1, place *= 0x80) {
      const next = body.readUInt8(take(1));
      value += (next & 0x7f) * place;
      if (next < 0x80) return value;
    }
    throw new RangeError(`A number is longer than ${longestNumber} bytes.`);
  };
  const nextBytes = (length: number) => {
    const start = take(length);
    return body.subarray(start, start + length);
  };
  /** The element reader must move on: an array can claim more elements than the answer has bytes. */
  const several = <Element>(length: number, element: () => Element): Element[] => {
    const elements: Element[] = [];
    for (let index = 0; index < length; index += 1) elements.push(element());
    return elements;
  };
  const text = (length: number) => (length < 0 ? undefined : nextBytes(length).toString('utf8'));
  return {
    short: nextShort,
    int: nextInt,
    byte: nextByte,
    unsignedInt: () => body.readUInt32BE(take(4)),
    long: () => Number(body.readBigInt64BE(take(8))),
    unsigned: nextUnsigned,
    signed: () => {
      const value = nextUnsigned();
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    },
    bytes: nextBytes,
    uuid: () => nextBytes(16).toString('base64url'),
    string: () => text(nextShort()),
    compactString: () => text(nextUnsigned() - 1),
    /** With its length before it; undefined: there are none. */
    lengthAndBytes: () => {
      const length = nextInt();
      return length < 0 ? undefined : nextBytes(length);
    },
    compactBytes: () => {
      const length = nextUnsigned() - 1;
      return length < 0 ? undefined : nextBytes(length);
    },
    array: <Element>(element: () => Element) => several(nextInt(), element),
    compactArray: <Element>(element: () => Element) => several(nextUnsigned() - 1, element),
    /** What a later version may have added, each with its length. */
    skipTags: () => {
      several(nextUnsigned(), () => {
        nextUnsigned();
        nextBytes(nextUnsigned());
      });
    },
    place: () => offset,
    left: () => body.length - offset,
  };
}
