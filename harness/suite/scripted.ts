import { flatten } from '../engine/steps/perform.ts';
import type { Step } from '../model/step.ts';

/** The waiting that a story asks for, in milliseconds: the least that it can take. */
export const scriptedMs = (steps: readonly Step[]): number =>
  flatten(steps).reduce((sum, step) => sum + (step.scripted ?? 0), 0);
