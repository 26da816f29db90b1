import { recovered, recovery } from '../../analysis/recovery.ts';
import { type Duration, ms } from '../../model/clock.ts';
import { known, type Step, StepFailed } from '../../model/step.ts';
import { wait } from '../../model/wait.ts';

export interface RecoverOptions {
  /** What each service may take from its heal on. */
  readonly within: Duration;
  /** How long to look for what comes late, so that late is told from never. Default: twice `within`, at least 30 s. */
  readonly watch?: Duration;
}

/** Watches until every service sends and hears again and a charge asked for after the heal went all the way. */
export function recover({ within, watch = ms(Math.max(30_000, within * 2)) }: RecoverOptions): Step {
  return known({
    name: 'recover',
    title: `every service works again within ${within / 1000} s of the heal, and a drill succeeds`,
    parameters: { withinMs: within, watchMs: watch },
    run: async ({ recorder, signal }) => {
      const now = () => recovery(recorder.history());
      const until = () => {
        const found = now();
        return found !== undefined && recovered(found);
      };
      if (await wait({ recorder, until, within: watch, signal })) return;
      const found = now();
      const never = found?.services.filter(({ afterMs }) => afterMs === undefined).map(({ service }) => service) ?? [];
      const what = [
        ...never.map((service) => `${service} does not work again`),
        ...(found?.drill ? [] : ['no drill succeeded']),
      ];
      throw new StepFailed(`not within ${watch / 1000} s: ${what.join(', ')}`);
    },
  });
}
