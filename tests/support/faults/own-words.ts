import { z } from 'zod';
import { faultTypes } from '../../../harness/faults/index.ts';
import type { FaultType, FaultUse } from '../../../harness/model/fault.ts';
import type { History } from '../../../harness/model/history.ts';
import type { Condition, ConditionType, Step, StepContext, StepType } from '../../../harness/model/step.ts';

/** Steps, conditions and faults that tests make up, as a system would bring them: a story of a test's system knows them. */
export const ownWords = {
  steps: [] as StepType[],
  conditions: [] as ConditionType[],
  faults: [] as FaultType[],
};

const nothing = z.looseObject({});

/** A step that does this, and breaks nothing. */
export function stepThat(title: string, run: (context: StepContext) => Promise<void>): Step {
  const name = `own-step-${ownWords.steps.length + 1}`;
  ownWords.steps.push({ name, options: nothing, title: () => title, brings: 'nothing', run });
  return { do: name };
}

/** A condition that is judged by these. */
export function conditionThat(how: {
  readonly holds: (history: History) => boolean;
  readonly missing: (history: History) => string;
}): Condition {
  const name = `own-condition-${ownWords.conditions.length + 1}`;
  ownWords.conditions.push({ name, options: nothing, ...how });
  return { is: name };
}

/** The same fault; from now on each of its kind is healed twice, which does no harm. */
export function healedTwice(use: FaultUse): FaultUse {
  const type = faultTypes.get(use.fault);
  if (!type) throw new Error(`There is no fault ${use.fault}.`);
  ownWords.faults.push({
    ...type,
    inject: async (control, options) => {
      const heal = await type.inject(control, options);
      return async (signal) => {
        await heal(signal);
        await heal(signal);
      };
    },
  });
  return use;
}
