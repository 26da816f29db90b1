import type { Duration } from '../../model/clock.ts';
import { known, type Step, StepFailed } from '../../model/step.ts';
import { wait } from '../../model/wait.ts';
import type { Condition } from './conditions.ts';

/** Waits until the system is as the story says. If it is not in time, the story has been proven wrong at this place. */
export const until = (title: string, condition: Condition, { within }: { readonly within: Duration }): Step =>
  known({
    name: 'until',
    title,
    parameters: { withinMs: within },
    run: async ({ recorder, signal }) => {
      const holds = () => condition.holds(recorder.history());
      if (await wait({ recorder, until: holds, within, signal })) return;
      throw new StepFailed(`not within ${within / 1000} s: ${condition.missing(recorder.history())}`);
    },
  });
