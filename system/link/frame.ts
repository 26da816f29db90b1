import { isUtf8 } from 'node:buffer';
import { notInAField } from '../contract/field.ts';

/** STX DATA ETX LRC; the receiver answers ACK or NACK. Fields in DATA are separated by `#`. */
const STX = 0x02;
const ETX = 0x03;
export const ACK = 0x06;
export const NACK = 0x15;
/** Longest DATA that is taken, in bytes. */
export const longestData = 1024;

/** XOR of the DATA bytes. */
export const lrc = (data: Uint8Array): number => data.reduce((sum, byte) => sum ^ byte, 0);

/** Fields of a message; what would make another message of it is refused. */
export function encodeFrame(fields: readonly string[]): Buffer {
  if (fields.length === 0) throw new RangeError('A frame holds at least one field.');
  const bad = fields.find((field) => notInAField.test(field));
  if (bad !== undefined) {
    throw new RangeError(`A field must not hold "#" or a control character: ${JSON.stringify(bad)}`);
  }
  const data = Buffer.from(fields.join('#'));
  if (data.length > longestData) {
    throw new RangeError(`A frame holds at most ${longestData} bytes, not ${data.length}.`);
  }
  return Buffer.concat([Buffer.from([STX]), data, Buffer.from([ETX, lrc(data)])]);
}

/**
 * A text made fit to be a field: what `encodeFrame` would refuse is a blank, and what is longer than `mostBytes` is cut
 * off, not inside of a character.
 */
export function fieldOf(text: string, mostBytes = 300): string {
  const safe = text.replaceAll(new RegExp(notInAField, 'gu'), ' ');
  const kept = Buffer.from(safe).subarray(0, mostBytes);
  return new TextDecoder().decode(kept, { stream: true }).trim();
}

/** What arrives: a whole frame, a broken one, or the far end's word on a frame of ours. */
export type Arrival =
  | { readonly kind: 'frame'; readonly fields: readonly string[] }
  | { readonly kind: 'broken' }
  | { readonly kind: 'ack' }
  | { readonly kind: 'nack' };

export interface FrameDecoder {
  take(chunk: Uint8Array): Arrival[];
  /** Whether a frame has begun and not yet ended. */
  isInside(): boolean;
}

/**
 * Takes bytes as they come, cut or glued anywhere, and hands over what they hold. Bytes outside of a frame that mean
 * nothing are passed over. An STX always begins a frame, unless it is the right LRC of one: so the next whole frame is
 * found after one that is too long or has no end.
 */
export function frameDecoder(): FrameDecoder {
  const data = Buffer.alloc(longestData);
  let length = 0;
  // The rest of a frame that is too long is skipped up to its LRC: taken as bytes outside, it could look like an ACK.
  let state: 'outside' | 'inside' | 'check' | 'skip' | 'skip check' = 'outside';

  const begin = () => {
    state = 'inside';
    length = 0;
  };
  const keep = (byte: number): Arrival | undefined => {
    if (length < longestData) {
      data[length++] = byte;
      return undefined;
    }
    state = 'skip';
    return { kind: 'broken' };
  };
  const check = (byte: number): Arrival => {
    const taken = data.subarray(0, length);
    const right = byte === lrc(taken);
    state = 'outside';
    if (byte === STX && !right) begin();
    return right && isUtf8(taken) ? { kind: 'frame', fields: taken.toString('utf8').split('#') } : { kind: 'broken' };
  };
  const one = (byte: number): Arrival | undefined => {
    if (state === 'check') return check(byte);
    if (byte === STX) begin();
    else if (byte === ETX && state === 'inside') state = 'check';
    else if (byte === ETX && state === 'skip') state = 'skip check';
    else if (state === 'skip check') state = 'outside';
    else if (state === 'inside') return keep(byte);
    else if (state === 'outside' && byte === ACK) return { kind: 'ack' };
    else if (state === 'outside' && byte === NACK) return { kind: 'nack' };
    return undefined;
  };
  return {
    take: (chunk) => {
      const arrivals: Arrival[] = [];
      for (const byte of chunk) {
        const arrival = one(byte);
        if (arrival) arrivals.push(arrival);
      }
      return arrivals;
    },
    isInside: () => state !== 'outside',
  };
}
