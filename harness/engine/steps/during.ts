import { z } from 'zod';
import type { FaultUse } from '../../model/fault.ts';
import { type Step, type StepType, stepKinds } from '../../model/step.ts';
import { inject } from '../inject.ts';

/** Brings a fault, performs steps under it, and heals it: also when a step fails, and when the run is aborted. */
export const during = ({ fault, with: options }: FaultUse, steps: readonly Step[]): Step => ({
  do: stepKinds.during,
  fault,
  with: options,
  steps,
});

/** Several faults at once, each with its own evidence: brought in this order, and healed the other way round. */
export function together([first, ...others]: readonly [FaultUse, ...FaultUse[]], steps: readonly Step[]): Step {
  const [next, ...rest] = others;
  return during(first, next ? [together([next, ...rest], steps)] : steps);
}

/** Its options are those of its fault, whose kind gives it its title, too. */
export const duringType: StepType = {
  name: stepKinds.during,
  options: z.looseObject({}),
  title: () => 'under a fault',
  run: async (context, options, { fault = '', steps = [] }) => {
    const heal = await inject(context, { fault, with: options as FaultUse['with'] });
    try {
      await context.perform(steps);
    } finally {
      await heal();
    }
  },
};
