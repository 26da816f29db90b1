import { z } from 'zod';
import { type Duration, milliseconds } from '../../model/clock.ts';
import { type Condition, type Step, StepFailed, type StepType, stepKinds } from '../../model/step.ts';
import { wait } from '../../model/wait.ts';

/** Waits until the system is as the story says. If it is not in time, the story has been proven wrong at this place. */
export const until = (what: string, condition: Condition, { within }: { readonly within: Duration }): Step => ({
  do: stepKinds.until,
  with: { what, condition, withinMs: within },
});

interface UntilOptions {
  /** In words for a person. */
  readonly what: string;
  readonly condition: Condition;
  readonly withinMs: Duration;
  readonly [more: string]: unknown;
}

export const untilType: StepType<UntilOptions> = {
  name: stepKinds.until,
  options: z.strictObject({
    what: z.string().min(1),
    condition: z.strictObject({ is: z.string().min(1), with: z.record(z.string(), z.unknown()).optional() }),
    withinMs: milliseconds,
  }) as z.ZodType<UntilOptions>,
  title: ({ what }) => what,
  run: async ({ recorder, signal, vocabulary }, { condition: { is, with: given = {} }, withinMs }) => {
    const type = vocabulary.conditions.get(is);
    if (!type) throw new StepFailed(`there is no condition of the name ${is}`);
    const options = type.options.parse(given);
    const holds = () => type.holds(recorder.history(), options);
    if (await wait({ recorder, until: holds, within: withinMs, signal })) return;
    throw new StepFailed(`not within ${withinMs / 1000} s: ${type.missing(recorder.history(), options)}`);
  },
};
