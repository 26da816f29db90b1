import { connect } from 'node:net';
import type { Address } from '../core/address.ts';
import type { LinkDescription } from '../core/system.ts';
import { type Attempt, broken, type OnConnect } from '../kafka/attempt.ts';

/** Asks the far end of a link something harmless, on a connection of its own, and says what it met. */
export function attemptLink(
  address: Address,
  { question, answer }: Pick<LinkDescription, 'question' | 'answer'>,
  timeoutMs: number,
  onConnect?: OnConnect,
): Promise<Attempt> {
  return new Promise((resolve) => {
    const socket = connect({ ...address, noDelay: true });
    let received = Buffer.alloc(0);
    const end = (result: Attempt) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => end({ outcome: 'silent' }), timeoutMs);
    socket.once('error', (error: NodeJS.ErrnoException) => end(broken(error)));
    socket.once('close', () => end({ outcome: 'closed' }));
    socket.once('connect', () => {
      onConnect?.(socket.localPort ?? 0);
      socket.write(question);
    });
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < answer.length) return;
      const begins = received.subarray(0, answer.length);
      // No more than what was compared: who says something else each time would else fill the history.
      if (Buffer.from(answer).equals(begins)) end({ outcome: 'answers' });
      else end({ outcome: 'garbled', detail: begins.subarray(0, 16).toString('hex') });
    });
  });
}
