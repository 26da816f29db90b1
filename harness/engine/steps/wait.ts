import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type Duration, milliseconds } from '../../model/clock.ts';
import { type Step, type StepType, stepKinds } from '../../model/step.ts';

/** Lets a time go by, because the story says so: the only wait that is for nothing. */
export const wait = (duration: Duration): Step => ({ do: stepKinds.wait, with: { forMs: duration } });

export const waitType: StepType<{ readonly forMs: Duration }> = {
  name: stepKinds.wait,
  options: z.strictObject({ forMs: milliseconds }),
  title: ({ forMs }) => `${forMs / 1000} s go by`,
  scripted: ({ forMs }) => forMs,
  run: async ({ signal }, { forMs }) => {
    await delay(forMs, undefined, { signal });
  },
};
