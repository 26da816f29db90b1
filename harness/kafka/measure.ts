import { connect } from 'node:net';
import type { Address } from '../model/address.ts';
import { apiVersions } from './wire.ts';

export interface MeasureOptions {
  /** So many small questions are asked at once; the answers to all of them are waited for. */
  readonly questions: number;
  /** Then something that Kafka hangs up on, and how long it takes until that arrives. */
  readonly untilClosed?: boolean;
  /** For all of it, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** What one patient connection to Kafka saw; times are in milliseconds from the first question. */
export interface Measured {
  readonly bytes: number;
  readonly firstByteMs?: number;
  /** All questions were answered. */
  readonly answeredMs?: number;
  /** The far end closed; after everything was answered, from what it hangs up on. */
  readonly closedMs?: number;
}

/** Larger than any request that Kafka takes: it hangs up at once. */
const nonsense = Buffer.alloc(4, 0x7f);

/**
 * What a route does to time and bytes. The prober cannot tell: it has only half a second and asks for little, so to it
 * a slow route is a silent one.
 */
export function measure(
  address: Address,
  { questions, untilClosed = false, timeoutMs, signal }: MeasureOptions,
): Promise<Measured> {
  const question = Buffer.concat(Array.from({ length: questions }, (_none, index) => apiVersions(index + 1).bytes));
  return new Promise((resolve) => {
    const socket = connect({ ...address, noDelay: true });
    const whole = wholeAnswers();
    const seen: { -readonly [Key in keyof Measured]: Measured[Key] } = { bytes: 0 };
    let began = performance.now();
    const sinceThen = () => Math.round((performance.now() - began) * 100) / 100;
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      socket.destroy();
      resolve(seen);
    };
    const timer = setTimeout(end, timeoutMs);
    signal.addEventListener('abort', end, { once: true });
    socket.once('connect', () => {
      began = performance.now();
      socket.write(question);
    });
    socket.on('data', (chunk: Buffer) => {
      seen.firstByteMs ??= sinceThen();
      seen.bytes += chunk.length;
      if (seen.answeredMs !== undefined || whole(chunk) < questions) return;
      seen.answeredMs = sinceThen();
      if (!untilClosed) return end();
      began = performance.now();
      socket.write(nonsense);
    });
    socket.on('error', () => undefined);
    socket.once('close', () => {
      if (socket.bytesWritten > 0) seen.closedMs = sinceThen();
      end();
    });
    if (signal.aborted) end();
  });
}

/** Counts the answers that have arrived to their last byte. */
function wholeAnswers(): (chunk: Buffer) => number {
  let rest = Buffer.alloc(0);
  let count = 0;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
      rest = rest.subarray(4 + rest.readInt32BE(0));
      count += 1;
    }
    return count;
  };
}
