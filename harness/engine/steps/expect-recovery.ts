import { z } from 'zod';
import { recovered, recovery } from '../../analysis/recovery.ts';
import { type Duration, milliseconds, ms } from '../../model/clock.ts';
import { type Step, StepFailed, type StepType, stepKinds } from '../../model/step.ts';
import { waitFor } from '../../model/wait.ts';

export interface ExpectRecoveryOptions {
  /** What each service may take from its heal on. */
  readonly within: Duration;
  /** How long to look for what comes late, so that late is told from never. Default: twice `within`, at least 30 s. */
  readonly watch?: Duration;
}

/** Watches until every service sends and hears again and a request that was made after the heal went all the way. */
export const expectRecovery = ({ within, watch = ms(Math.max(30_000, within * 2)) }: ExpectRecoveryOptions): Step => ({
  do: stepKinds.expectRecovery,
  with: { withinMs: within, watchMs: watch },
});

export const expectRecoveryType: StepType<{ readonly withinMs: Duration; readonly watchMs: Duration }> = {
  name: stepKinds.expectRecovery,
  options: z.strictObject({ withinMs: milliseconds, watchMs: milliseconds }),
  title: ({ withinMs }) => `every service works again within ${withinMs / 1000} s of the heal, and a drill succeeds`,
  run: async ({ recorder, signal }, { watchMs }) => {
    const now = () => recovery(recorder.history());
    const until = () => {
      const found = now();
      return found !== undefined && recovered(found);
    };
    if (await waitFor({ recorder, until, within: watchMs, signal })) return;
    const found = now();
    const never = found?.services.filter(({ afterMs }) => afterMs === undefined).map(({ service }) => service) ?? [];
    const what = [
      ...never.map((service) => `${service} does not work again`),
      ...(found?.drill ? [] : ['no drill succeeded']),
    ];
    throw new StepFailed(`not within ${watchMs / 1000} s: ${what.join(', ')}`);
  },
};
