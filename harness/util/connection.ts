import { connect, type Socket } from 'node:net';
import type { Address } from '../model/address.ts';
import type { ProbeOutcome } from '../model/fact.ts';

/** What one connection of the harness has met. */
export interface Attempt {
  readonly outcome: ProbeOutcome;
  readonly detail?: string;
  /** Which cluster answered, where one did. */
  readonly cluster?: string;
}

/** Told the port that the connection comes from, so that it is known as the harness's own. */
export type OnConnect = (port: number) => void;

export interface MeetingOptions {
  /** For connecting and all that is said together, in milliseconds. */
  readonly timeoutMs: number;
  readonly onConnect?: OnConnect | undefined;
}

/** Says something on a connection that was made, and calls `end` once with what came of it. */
export type Converse = (socket: Socket, end: (result: Attempt) => void) => void;

/** One connection, from its first packet to its end, and what it met. It never outlives its time, and never throws. */
export const meet = (
  address: Address,
  { timeoutMs, onConnect }: MeetingOptions,
  converse: Converse,
): Promise<Attempt> =>
  new Promise((resolve) => {
    const socket = connect({ ...address, noDelay: true });
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
      converse(socket, end);
    });
  });

/** What a connection that failed has met. */
function broken({ code, message }: NodeJS.ErrnoException): Attempt {
  if (code === 'ECONNREFUSED') return { outcome: 'refused' };
  if (code === 'ECONNRESET') return { outcome: 'reset' };
  if (code === 'EPIPE') return { outcome: 'closed' };
  return { outcome: 'garbled', detail: code ?? message };
}
