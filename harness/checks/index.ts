import type { Check } from '../core/check.ts';
import { faultTookEffect } from './fault-took-effect.ts';
import { noRestart } from './no-restart.ts';
import { nothingDoubled } from './nothing-doubled.ts';
import { nothingLost } from './nothing-lost.ts';
import { recoveredWithin } from './recovered-within.ts';
import { storyAsTold } from './story-as-told.ts';

export { noRestart, nothingDoubled, nothingLost, recoveredWithin };

/** Asked for by every run, whatever its scenario expects: without them no other answer means anything. */
export const always: readonly Check[] = [faultTookEffect, storyAsTold];

/** All checks that the harness knows; a system adds its own invariants. */
export const checks: readonly Check[] = [noRestart, recoveredWithin, nothingLost, nothingDoubled, ...always];
