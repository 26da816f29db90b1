import { fulfilledOperations, type Step, seconds, startBroker, startServices, waitUntil } from '../../harness/index.ts';

/** How a story begins whose fault comes in mid-run: Kafka and all services are there, and a charge has gone all the way. */
export const inFullSwing: readonly Step[] = [
  startBroker(),
  startServices({ ready: true }),
  waitUntil('a first charge has gone all the way', fulfilledOperations(1), { within: seconds(15) }),
];
