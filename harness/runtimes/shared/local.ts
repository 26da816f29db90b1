import type { Address } from '../../core/address.ts';

/** The address of a port on this machine. Everything that the harness starts listens there and nowhere else. */
export const local = (port: number): Address => ({ host: '127.0.0.1', port });
