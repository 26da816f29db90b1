import { join } from 'node:path';
import type { Address } from '../../../model/address.ts';
import { brokerNames } from '../../../model/environment.ts';
import type { UpOptions } from '../../../model/runtime.ts';
import type { ServiceDescription } from '../../../model/service.ts';
import { listenerName, type Place } from './listeners.ts';
import { memberships, ownController } from './membership.ts';
import type { BrokerLayout } from './settings.ts';

/** Where a runtime has its brokers listen: each call gives the next place. */
export interface Places {
  readonly admin: () => Address;
  /** What the listener of `admin` binds to, where that is not its own address. */
  readonly bindHost?: string;
  /** Of a broker that is alone. */
  readonly controller: () => Address;
  /** For a service, which comes by its proxy. */
  readonly service: () => Place;
  /** For another broker, which comes by a proxy, too; or (`own`) for the broker itself, which does not. */
  readonly door: (own: boolean) => Place;
  readonly dataFolder: (broker: string) => string;
}

/** Those that get a listener and a route. */
export const talksToKafka = (services: readonly ServiceDescription[]) => services.filter(({ kafka }) => kafka);

/** What each broker of a run is, in the order of their numbers. */
export function layOutBrokers(options: UpOptions, places: Places): BrokerLayout[] {
  const { system, brokerSessionTimeoutMs: sessionTimeoutMs, brokerSettings: more } = options;
  const { bindHost } = places;
  const names = brokerNames(options.brokers ?? 1);
  const members = names.length === 1 ? [undefined] : memberships(names.length, places.door);
  return members.map((membership, index) => ({
    admin: places.admin(),
    controller: membership ? ownController(membership) : places.controller(),
    services: talksToKafka(system.services).map(({ name }) => ({ name: listenerName(name), ...places.service() })),
    dataFolder: places.dataFolder(names[index] ?? ''),
    sessionTimeoutMs,
    ...(bindHost === undefined ? {} : { bindHost }),
    ...(membership ? { membership } : {}),
    ...(more ? { more } : {}),
  }));
}

/** Where a broker's log goes, in the folder of the run. */
export const brokerLog = (folder: string, broker: string, { membership }: BrokerLayout): string =>
  join(folder, 'logs', `${membership ? broker : 'broker'}.log`);
