/** The pieces of Kafka's protocol: https://kafka.apache.org/protocol.html */
export const clientId = 'norestart-probe';

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
export const flag = (value: boolean): Buffer => Buffer.from([value ? 1 : 0]);
export const string = (value: string): Buffer => Buffer.concat([short(Buffer.byteLength(value)), Buffer.from(value)]);

export function request(key: number, version: number, correlation: number, body: Buffer): Buffer {
  const head = Buffer.concat([short(key), short(version), int(correlation), string(clientId)]);
  return Buffer.concat([int(head.length + body.length), head, body]);
}

/** Reads one value after the other; every read checks that the bytes are there. */
export function cursor(body: Buffer) {
  let offset = 0;
  const take = (length: number): number => {
    if (offset + length > body.length) throw new RangeError(`The answer ends at byte ${body.length}.`);
    offset += length;
    return offset - length;
  };
  const nextShort = () => body.readInt16BE(take(2));
  const nextInt = () => body.readInt32BE(take(4));
  return {
    short: nextShort,
    int: nextInt,
    byte: () => body.readInt8(take(1)),
    bytes: (length: number) => {
      const start = take(length);
      return body.subarray(start, start + length);
    },
    string: () => {
      const length = nextShort();
      if (length < 0) return undefined;
      const start = take(length);
      return body.toString('utf8', start, start + length);
    },
    /** The element reader must move on: an array can claim more elements than the answer has bytes. */
    array: <Element>(element: () => Element): Element[] => {
      const length = nextInt();
      const elements: Element[] = [];
      for (let index = 0; index < length; index += 1) elements.push(element());
      return elements;
    },
  };
}
