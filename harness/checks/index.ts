import type { Check } from '../model/check.ts';
import { availability } from './availability.ts';
import { boundedLog } from './bounded-log.ts';
import { boundedMemory } from './bounded-memory.ts';
import { endToEnd } from './end-to-end.ts';
import { faultEffective } from './fault-effective.ts';
import { gracefulShutdown } from './graceful-shutdown.ts';
import { honestReadiness } from './honest-readiness.ts';
import { noDuplicates } from './no-duplicates.ts';
import { noFalseAck } from './no-false-ack.ts';
import { noLoss } from './no-loss.ts';
import { noReconnectStorm } from './no-reconnect-storm.ts';
import { noRestart } from './no-restart.ts';
import { noZombie } from './no-zombie.ts';
import { recoveredWithin } from './recovered-within.ts';
import { scenarioCompleted } from './scenario-completed.ts';
import { steadyState } from './steady-state.ts';

export {
  availability,
  boundedLog,
  boundedMemory,
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
  steadyState,
};

/** Asked for by every run, whatever its scenario expects: without them no other answer means anything. */
export const always: readonly Check[] = [faultEffective, scenarioCompleted];

/** What a system without a wish of its own is held to in every story: what can be seen in each. */
export const everyStory: readonly Check[] = [
  noRestart,
  recoveredWithin,
  noLoss,
  noDuplicates,
  endToEnd,
  noFalseAck,
  noZombie,
  noReconnectStorm,
  gracefulShutdown,
];

/** For a story that keeps Kafka out of reach for 3 s or more, and the services alive for 7: else these are not exercised. */
export const withoutKafka: readonly Check[] = [honestReadiness, boundedLog, boundedMemory];

/** All checks that the harness knows; a system adds its own invariants. */
export const checks: readonly Check[] = [
  noRestart,
  recoveredWithin,
  noLoss,
  noDuplicates,
  boundedLog,
  boundedMemory,
  gracefulShutdown,
  endToEnd,
  honestReadiness,
  steadyState,
  noReconnectStorm,
  noZombie,
  noFalseAck,
  availability,
  ...always,
];
