import { z } from 'zod';
import { type Duration, milliseconds } from '../../model/clock.ts';
import { type Condition, type Step, StepFailed, type StepType, stepKinds } from '../../model/step.ts';
import { waitFor } from '../../model/wait.ts';

/** Waits until the system is as the story says. If it is not in time, the story has been proven wrong at this place. */
export const waitUntil = (what: string, condition: Condition, { within }: { readonly within: Duration }): Step => ({
  do: stepKinds.waitUntil,
  with: { what, condition, withinMs: within },
});

interface UntilOptions {
  /** In words for a person. */
  readonly what: string;
  readonly condition: Condition;
  readonly withinMs: Duration;
  readonly [more: string]: unknown;
}

export const waitUntilType: StepType<UntilOptions> = {
  name: stepKinds.waitUntil,
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
    if (await waitFor({ recorder, until: holds, within: withinMs, signal })) return;
    throw new StepFailed(`not within ${withinMs / 1000} s: ${type.missing(recorder.history(), options)}`);
  },
};
