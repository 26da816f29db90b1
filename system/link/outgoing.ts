import { encodeFrame } from './frame.ts';

/** The far end must acknowledge within this time, in milliseconds. */
export const acknowledgedWithinMs = 1000;
/** So many messages may wait for those before them; one more is refused. */
export const mostWaiting = 100;

export interface OutgoingOptions {
  readonly write: (frame: Buffer) => void;
  /** Nothing was acknowledged in time. */
  readonly onSilence: (error: Error) => void;
}

/** The sending half of a link. */
export interface Outgoing {
  send(...fields: string[]): Promise<void>;
  /** The far end's word on the message that was sent last: an error when it could not read it. */
  answered(error?: Error): void;
  /** Rejects what waits, and what comes later. */
  end(): void;
}

/** Sends one message after the other, each when the one before it is settled. */
export function outgoing({ write, onSilence }: OutgoingOptions): Outgoing {
  let sent: PromiseWithResolvers<void> | undefined;
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  let ended = false;
  const answered = (error?: Error) => {
    const one = sent;
    sent = undefined;
    if (error) one?.reject(error);
    else one?.resolve();
  };
  const transmit = async (fields: readonly string[]) => {
    const frame = encodeFrame(fields);
    if (ended) throw new Error('The link has ended.');
    const silence = setTimeout(() => {
      const error = new Error(`The far end did not acknowledge within ${acknowledgedWithinMs} ms.`);
      answered(error);
      onSilence(error);
    }, acknowledgedWithinMs);
    const answer = Promise.withResolvers<void>();
    sent = answer;
    write(frame);
    await answer.promise.finally(() => clearTimeout(silence));
  };
  return {
    send: (...fields) => {
      if (waiting >= mostWaiting) return heard(Promise.reject(new Error(`${mostWaiting} messages wait already.`)));
      waiting += 1;
      const mine = last.then(() => transmit(fields));
      // The next one is sent whatever became of this one.
      last = mine
        .catch(() => undefined)
        .finally(() => {
          waiting -= 1;
        });
      return mine;
    },
    answered,
    end: () => {
      ended = true;
      answered(new Error('The link has ended.'));
    },
  };
}

/** A message whose fate nobody asks for must not end the process; who awaits it is told all the same. */
function heard(sending: Promise<void>): Promise<void> {
  sending.catch(() => undefined);
  return sending;
}
