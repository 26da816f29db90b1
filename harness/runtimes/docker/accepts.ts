import { connect } from 'node:net';
import type { Address } from '../../model/address.ts';

/** Longer than this a container of this machine is not silent, unless nobody is there. In milliseconds. */
const silentAfterMs = 1000;

/** Whether somebody takes connections there, asked in the network of the containers itself: a published port takes any. */
export const accepts = ({ host, port }: Address): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port });
    const answer = (accepted: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(accepted);
    };
    const timer = setTimeout(() => answer(false), silentAfterMs);
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
