import {
  boundedLog,
  boundedMemory,
  type Check,
  endToEnd,
  gracefulShutdown,
  honestReadiness,
  noDuplicates,
  noFalseAck,
  noLoss,
  noReconnectStorm,
  noRestart,
  noZombie,
  recoveredWithin,
} from '../../harness/index.ts';
import { energyAndMoneyConserved } from './energy-conserved.ts';
import { oneTicketPerSession } from './one-ticket-per-session.ts';
import { statesConverge } from './states-converge.ts';

/** What every story of this system relies on, whatever it brings. */
export const alwaysExpected: readonly Check[] = [
  noRestart,
  recoveredWithin,
  noLoss,
  noDuplicates,
  endToEnd,
  oneTicketPerSession,
  energyAndMoneyConserved,
  statesConverge,
  noFalseAck,
  noZombie,
  noReconnectStorm,
  gracefulShutdown,
];

/** For a story that keeps Kafka out of reach for 3 s or more, and its services alive for 7: else these are not exercised. */
export const expectedWithoutKafka: readonly Check[] = [...alwaysExpected, honestReadiness, boundedLog, boundedMemory];
