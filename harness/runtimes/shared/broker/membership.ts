import { type Address, authority } from '../../../model/address.ts';
import type { BrokerSettings } from '../../../model/environment.ts';
import { controllerDoor, type Listener, type Place, peerListener } from './listeners.ts';

/**
 * One broker's part in a cluster of several. Each broker has listeners of its own for each of the others, because who
 * asks can be told from whom only by the listener that it asks on: so each way from one broker to another can have a
 * proxy, and one broker can be cut off from all others, in both directions.
 */
export interface Membership {
  /** Counted from 1. */
  readonly node: number;
  /** What it listens on for each node (for itself, too), in the order of their numbers. */
  readonly doors: readonly Door[];
  /** Where it looks for the controller of each node, in the same order. */
  readonly controllers: readonly Address[];
}

export interface Door {
  readonly broker: Listener;
  readonly controller: Listener;
}

/** All that it listens on for brokers. */
export const doorsIn = ({ doors }: Membership): Listener[] => [
  ...doors.map(({ broker }) => broker),
  ...doors.map(({ controller }) => controller),
];

/** What is the same for each broker of every cluster of so many. */
export const clusterSettings = (nodes: number): BrokerSettings => ({
  'default.replication.factor': nodes,
  // A record is acknowledged when a majority has it, and refused while there is none.
  'min.insync.replicas': Math.floor(nodes / 2) + 1,
  'offsets.topic.replication.factor': nodes,
  'transaction.state.log.replication.factor': nodes,
  'transaction.state.log.min.isr': Math.floor(nodes / 2) + 1,
  'share.coordinator.state.topic.replication.factor': nodes,
  'share.coordinator.state.topic.min.isr': Math.floor(nodes / 2) + 1,
  // On one machine an answer comes in a millisecond; a controller that says nothing for so long is away.
  'controller.quorum.election.timeout.ms': 300,
  'controller.quorum.election.backoff.max.ms': 300,
  'controller.quorum.fetch.timeout.ms': 1000,
  'controller.quorum.request.timeout.ms': 1000,
  // With the default of 3 for each of ten listeners a broker would have 30 threads that wait.
  'num.network.threads': 1,
});

/** A broker calls the others by the listener that they have for it: the first of the controllers' names is the one. */
export function settingsIn({ node, doors, controllers }: Membership): BrokerSettings {
  const nodes = doors.map((_door, index) => index + 1);
  const mine = controllerDoor(node);
  return {
    ...clusterSettings(doors.length),
    'node.id': node,
    'inter.broker.listener.name': peerListener(node),
    'controller.listener.names': [mine, ...nodes.map(controllerDoor).filter((name) => name !== mine)].join(','),
    'controller.quorum.voters': controllers.map((address, index) => `${index + 1}@${authority(address)}`).join(','),
  };
}

/**
 * The parts of so many brokers in one cluster. `door` gives the place of one listener after the other: for another
 * broker, with or without a proxy in its way, or for the broker itself (`own`), which has no proxy in its way.
 */
export function memberships(nodes: number, door: (own: boolean) => Place): Membership[] {
  const numbers = Array.from({ length: nodes }, (_none, index) => index + 1);
  const doors = numbers.map((node) =>
    numbers.map((from) => ({
      broker: { name: peerListener(from), ...door(from === node) },
      controller: { name: controllerDoor(from), ...door(from === node) },
    })),
  );
  return numbers.map((node, index) => ({
    node,
    doors: doors[index] ?? [],
    controllers: doors.flatMap((of) => of[index]?.controller.advertise ?? []),
  }));
}

/** Where it finds its own controller. */
export function ownController({ node, controllers }: Membership): Address {
  const own = controllers[node - 1];
  if (!own) throw new Error(`Of ${controllers.length} brokers none is number ${node}.`);
  return own;
}

/** The same part on other ports; what it tells the others stays, since that is their proxies. */
export function moveDoors({ node, doors, controllers }: Membership, next: () => Address): Membership {
  const moved = (listener: Listener, own: boolean): Listener => {
    const bind = next();
    return { ...listener, bind, advertise: own ? bind : listener.advertise };
  };
  const there = doors.map(({ broker, controller }, index) => ({
    broker: moved(broker, index + 1 === node),
    controller: moved(controller, index + 1 === node),
  }));
  const own = there[node - 1]?.controller.advertise;
  return { node, doors: there, controllers: own ? controllers.with(node - 1, own) : controllers };
}
