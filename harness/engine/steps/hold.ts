import { setTimeout as delay } from 'node:timers/promises';
import type { Duration } from '../../model/clock.ts';
import { known, type Step } from '../../model/step.ts';

/** Lets a time go by, because the story says so: the only wait that is for nothing. */
export const hold = (duration: Duration): Step =>
  known({
    name: 'hold',
    title: `${duration / 1000} s go by`,
    parameters: { forMs: duration },
    scripted: duration,
    run: async ({ signal }) => {
      await delay(duration, undefined, { signal });
    },
  });
