import type { Fault } from '../../model/fault.ts';
import type { Step } from '../../model/step.ts';
import { during } from './during.ts';

/** Several faults at once, each with its own evidence: brought in this order, and healed the other way round. */
export function together([first, ...others]: readonly [Fault, ...Fault[]], steps: readonly Step[]): Step {
  const [next, ...rest] = others;
  return during(first, next ? [together([next, ...rest], steps)] : steps);
}
