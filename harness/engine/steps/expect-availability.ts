import { z } from 'zod';
import { type GoingOn, goesOn, goingOn } from '../../analysis/availability.ts';
import { type Duration, milliseconds, ms } from '../../model/clock.ts';
import { type Step, StepFailed, type StepType, stepKinds } from '../../model/step.ts';
import { waitFor } from '../../model/wait.ts';

export interface ExpectAvailabilityOptions {
  /** What each service may take from the fault on, and a request that is made under it. */
  readonly within: Duration;
  /** How long to look for what comes late. Default: twice `within`. */
  readonly watch?: Duration;
}

/**
 * Under a fault that leaves enough of Kafka: watches until every service sends and hears, though the fault is there, and
 * a request made under it went all the way.
 */
export const expectAvailability = ({ within, watch = ms(within * 2) }: ExpectAvailabilityOptions): Step => ({
  do: stepKinds.expectAvailability,
  with: { withinMs: within, watchMs: watch },
});

export const expectAvailabilityType: StepType<{ readonly withinMs: Duration; readonly watchMs: Duration }> = {
  name: stepKinds.expectAvailability,
  options: z.strictObject({ withinMs: milliseconds, watchMs: milliseconds }),
  title: ({ withinMs }) =>
    `every service goes on within ${withinMs / 1000} s of the fault, though it is there, and a request goes all the way`,
  run: async ({ recorder, signal }, { watchMs }) => {
    const now = () => goingOn(recorder.history()).at(-1);
    const until = () => {
      const found = now();
      return found !== undefined && goesOn(found);
    };
    if (await waitFor({ recorder, until, within: watchMs, signal })) return;
    throw new StepFailed(`not within ${watchMs / 1000} s: ${missing(now())}`);
  },
};

function missing(found: GoingOn | undefined): string {
  if (!found) return 'there is no fault under which to go on';
  const never = found.services.filter(({ afterMs }) => afterMs === undefined);
  return [
    ...never.map(({ service }) => `${service} does not go on`),
    ...(found.servedAfterMs === undefined ? ['no request that was made meanwhile went all the way'] : []),
  ].join(', ');
}
