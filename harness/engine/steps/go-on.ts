import { type GoingOn, goesOn, goingOn } from '../../analysis/availability.ts';
import { type Duration, ms } from '../../model/clock.ts';
import { known, type Step, StepFailed } from '../../model/step.ts';
import { wait } from '../../model/wait.ts';

export interface GoOnOptions {
  /** What each service may take from the fault on, and a request that is asked under it. */
  readonly within: Duration;
  /** How long to look for what comes late. Default: twice `within`. */
  readonly watch?: Duration;
}

/**
 * Under a fault that leaves enough of Kafka: watches until every service sends and hears, though the fault is there, and
 * a charge asked for under it went all the way.
 */
export function goOn({ within, watch = ms(within * 2) }: GoOnOptions): Step {
  return known({
    name: 'goOn',
    title: `every service goes on within ${within / 1000} s of the fault, though it is there, and a charge is made`,
    parameters: { withinMs: within, watchMs: watch },
    run: async ({ recorder, signal }) => {
      const now = () => goingOn(recorder.history()).at(-1);
      const until = () => {
        const found = now();
        return found !== undefined && goesOn(found);
      };
      if (await wait({ recorder, until, within: watch, signal })) return;
      throw new StepFailed(`not within ${watch / 1000} s: ${missing(now())}`);
    },
  });
}

function missing(found: GoingOn | undefined): string {
  if (!found) return 'there is no fault under which to go on';
  const never = found.services.filter(({ afterMs }) => afterMs === undefined);
  return [
    ...never.map(({ service }) => `${service} does not go on`),
    ...(found.servedAfterMs === undefined ? ['no charge that was asked for meanwhile went all the way'] : []),
  ].join(', ');
}
