import { type Address, authority } from '../model/address.ts';
import { type Line, line } from './line.ts';

/** Lines to brokers, one to each. */
export interface Lines {
  to(address: Address): Line;
  close(): void;
}

export function lines(): Lines {
  const open = new Map<string, Line>();
  return {
    to: (address) => {
      const known = open.get(authority(address)) ?? line(address);
      open.set(authority(address), known);
      return known;
    },
    close: () => {
      for (const each of open.values()) each.close();
      open.clear();
    },
  };
}
