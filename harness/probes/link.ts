import type { Address } from '../model/address.ts';
import type { LinkDescription } from '../model/service.ts';
import { type Attempt, type MeetingOptions, meet } from '../util/connection.ts';

/** Asks the far end of a link something harmless, on a connection of its own, and says what it met. */
export const attemptLink = (
  address: Address,
  { question, answer }: Pick<LinkDescription, 'question' | 'answer'>,
  options: MeetingOptions,
): Promise<Attempt> =>
  meet(address, options, (socket, end) => {
    let received = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < answer.length) return;
      const begins = received.subarray(0, answer.length);
      // No more than what was compared: who says something else each time would else fill the history.
      if (Buffer.from(answer).equals(begins)) end({ outcome: 'answers' });
      else end({ outcome: 'garbled', detail: begins.subarray(0, 16).toString('hex') });
    });
    socket.write(question);
  });
