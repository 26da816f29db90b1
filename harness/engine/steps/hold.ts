import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type Duration, milliseconds } from '../../model/clock.ts';
import { type Step, type StepType, stepKinds } from '../../model/step.ts';

/** Lets a time go by, because the story says so: the only wait that is for nothing. */
export const hold = (duration: Duration): Step => ({ do: stepKinds.hold, with: { forMs: duration } });

export const holdType: StepType<{ readonly forMs: Duration }> = {
  name: stepKinds.hold,
  options: z.strictObject({ forMs: milliseconds }),
  title: ({ forMs }) => `${forMs / 1000} s go by`,
  scripted: ({ forMs }) => forMs,
  run: async ({ signal }, { forMs }) => {
    await delay(forMs, undefined, { signal });
  },
};
