import { fulfilledOperations, type Step, seconds, startBroker, startServices, until } from '../../harness/index.ts';

/** How a story begins whose fault comes in mid-run: Kafka and all services are there, and charges go all the way. */
export const inFullSwing: readonly Step[] = [
  startBroker(),
  startServices({ ready: true }),
  until('two charges have gone all the way', fulfilledOperations(2), { within: seconds(15) }),
];
