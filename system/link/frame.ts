/** STX DATA ETX LRC; the receiver answers ACK or NACK. Fields in DATA are separated by `#`. */
const STX = 0x02;
const ETX = 0x03;
export const ACK = 0x06;
export const NACK = 0x15;
/** Longest DATA that is taken, in bytes. */
export const longestData = 1024;

/** XOR of the DATA bytes. */
export const lrc = (data: Uint8Array): number => data.reduce((sum, byte) => sum ^ byte, 0);

/** Fields of a message; none may hold `#` or a control character, which would make another message of it. */
export function encodeFrame(fields: readonly string[]): Buffer {
  const data = Buffer.from(fields.join('#'));
  const bad = fields.find((field) => /[#\u0000-\u001f]/.test(field));
  if (bad !== undefined) throw new RangeError(`A field must not hold "#" or a control character: ${JSON.stringify(bad)}`);
  if (data.length > longestData) throw new RangeError(`A frame holds at most ${longestData} bytes, not ${data.length}.`);
  return Buffer.concat([Buffer.from([STX]), data, Buffer.from([ETX, lrc(data)])]);
}

/** What arrives: a whole frame, a broken one, or the far end's word on a frame of ours. */
export type Arrival =
  | { readonly kind: 'frame'; readonly fields: readonly string[] }
  | { readonly kind: 'broken' }
  | { readonly kind: 'ack' }
  | { readonly kind: 'nack' };

/**
 * Takes bytes as they come, cut or glued anywhere, and hands over what they hold. Bytes outside of a frame that mean
 * nothing are passed over; the buffer never grows beyond one frame.
 */
export function frameDecoder(): (chunk: Uint8Array) => Arrival[] {
  let data: number[] = [];
  let state: 'outside' | 'inside' | 'check' = 'outside';
  const one = (byte: number): Arrival | undefined => {
    if (state === 'check') {
      state = 'outside';
      const right = byte === lrc(Uint8Array.from(data));
      return right ? { kind: 'frame', fields: Buffer.from(data).toString('utf8').split('#') } : { kind: 'broken' };
    }
    if (state === 'inside') {
      if (byte === ETX) state = 'check';
      else if (byte === STX) data = [];
      else if (data.push(byte) > longestData) {
        state = 'outside';
        return { kind: 'broken' };
      }
      return undefined;
    }
    if (byte === STX) {
      state = 'inside';
      data = [];
      return undefined;
    }
    return byte === ACK ? { kind: 'ack' } : byte === NACK ? { kind: 'nack' } : undefined;
  };
  return (chunk) => [...chunk].map(one).filter((arrival) => arrival !== undefined);
}
