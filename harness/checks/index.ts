import type { Check } from '../model/check.ts';
import { boundedLog } from './bounded-log.ts';
import { boundedMemory } from './bounded-memory.ts';
import { cleanShutDown } from './clean-shut-down.ts';
import { faultTookEffect } from './fault-took-effect.ts';
import { fullService } from './full-service.ts';
import { honestWhileDegraded } from './honest-while-degraded.ts';
import { loadAsBefore } from './load-as-before.ts';
import { noReconnectStorm } from './no-reconnect-storm.ts';
import { noRestart } from './no-restart.ts';
import { noZombie } from './no-zombie.ts';
import { nothingDoubled } from './nothing-doubled.ts';
import { nothingLost } from './nothing-lost.ts';
import { recoveredWithin } from './recovered-within.ts';
import { saysSent } from './says-sent.ts';
import { storyAsTold } from './story-as-told.ts';
import { wentOn } from './went-on.ts';

export {
  boundedLog,
  boundedMemory,
  cleanShutDown,
  fullService,
  honestWhileDegraded,
  loadAsBefore,
  noReconnectStorm,
  noRestart,
  nothingDoubled,
  nothingLost,
  noZombie,
  recoveredWithin,
  saysSent,
  wentOn,
};

/** Asked for by every run, whatever its scenario expects: without them no other answer means anything. */
export const always: readonly Check[] = [faultTookEffect, storyAsTold];

/** All checks that the harness knows; a system adds its own invariants. */
export const checks: readonly Check[] = [
  noRestart,
  recoveredWithin,
  nothingLost,
  nothingDoubled,
  boundedLog,
  boundedMemory,
  cleanShutDown,
  fullService,
  honestWhileDegraded,
  loadAsBefore,
  noReconnectStorm,
  noZombie,
  saysSent,
  wentOn,
  ...always,
];
