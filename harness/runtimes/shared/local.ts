import type { Address } from '../../model/address.ts';

/** The address of a port on this machine. Everything that the harness starts listens there and nowhere else. */
export const local = (port: number): Address => ({ host: '127.0.0.1', port });

/** A port of whoever connects to it, which refuses. */
export const nobody = local(1);

/** Ports of this machine, one after the other. */
export function taking(ports: readonly number[]): () => Address {
  const rest = [...ports];
  return () => {
    const port = rest.shift();
    if (port === undefined) throw new Error(`${ports.length} ports are not enough.`);
    return local(port);
  };
}
