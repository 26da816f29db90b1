import type { Step } from '../core/step.ts';
import { flatten } from '../steps/perform.ts';

/** The waiting that a story asks for, in milliseconds: the least that it can take. */
export const scriptedMs = (steps: readonly Step[]): number =>
  flatten(steps).reduce((sum, step) => sum + (step.scripted ?? 0), 0);
