import { connect } from 'node:net';
import type { Address } from '../../core/address.ts';

/** Whether somebody accepts TCP connections there at this moment. Loopback answers at once, so it needs no bound of its own. */
export function accepts({ host, port }: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const answer = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}

/** The address of a port on this machine. Everything that the harness starts listens there and nowhere else. */
export const local = (port: number): Address => ({ host: '127.0.0.1', port });
