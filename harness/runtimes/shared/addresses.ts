import type { Address } from '../../model/address.ts';
import { Failure } from '../../model/failure.ts';
import type { LinkDescription } from '../../model/service.ts';
import type { SystemDescription } from '../../model/system.ts';

/** One port of a service by its name. Throws a `Failure` of the kind 'usage' when it has none of that name. */
export function addressOf(service: string, addresses: ReadonlyMap<string, Address>, port: string): Address {
  const address = addresses.get(port);
  if (address) return address;
  throw new Failure('usage', {
    attempted: `Looking up the port ${port} of the service ${service}`,
    happened: `it has ${[...addresses.keys()].join(', ') || 'no ports'}`,
    remedy: 'Name one of these, or add the port to the description of the system.',
  });
}

/** The addresses of one service. Throws a `Failure` of the kind 'usage' when there is no such service. */
export function addressesOf(
  services: ReadonlyMap<string, ReadonlyMap<string, Address>>,
  service: string,
): ReadonlyMap<string, Address> {
  const addresses = services.get(service);
  if (addresses) return addresses;
  throw new Failure('usage', {
    attempted: `Looking up an address of the service ${service}`,
    happened: `the system has ${[...services.keys()].join(', ')}`,
    remedy: 'Correct the name in the description of the system.',
  });
}

/** Where a service enters the link by which it reaches a port of another one; undefined: it goes there directly. */
export function linkEntry(
  { links = [] }: SystemDescription,
  entries: ReadonlyMap<string, Address>,
  wanted: Pick<LinkDescription, 'from' | 'to' | 'port'>,
): Address | undefined {
  const found = links.find(({ from, to, port }) => from === wanted.from && to === wanted.to && port === wanted.port);
  return found && entries.get(found.name);
}
