import {
  boundedLog,
  boundedMemory,
  type Check,
  cleanShutDown,
  fullService,
  honestWhileDegraded,
  noReconnectStorm,
  noRestart,
  nothingDoubled,
  nothingLost,
  noZombie,
  recoveredWithin,
  saysSent,
} from '../../harness/index.ts';
import { energyAndMoneyConserved } from './energy-conserved.ts';
import { oneTicketPerSession } from './one-ticket-per-session.ts';
import { statesConverge } from './states-converge.ts';

/** What every story of this system relies on, whatever it brings. */
export const alwaysExpected: readonly Check[] = [
  noRestart,
  recoveredWithin,
  nothingLost,
  nothingDoubled,
  fullService,
  oneTicketPerSession,
  energyAndMoneyConserved,
  statesConverge,
  saysSent,
  noZombie,
  noReconnectStorm,
  cleanShutDown,
];

/** For a story that keeps Kafka out of reach for 3 s or more, and its services alive for 7: else these are not exercised. */
export const expectedWithoutKafka: readonly Check[] = [
  ...alwaysExpected,
  honestWhileDegraded,
  boundedLog,
  boundedMemory,
];
