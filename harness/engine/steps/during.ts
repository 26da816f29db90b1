import type { Fault } from '../../model/fault.ts';
import { known, type Step } from '../../model/step.ts';

let injected = 0;

/** Brings a fault, performs steps under it, and heals it: also when a step fails, and when the run is aborted. */
export const during = (fault: Fault, steps: readonly Step[]): Step =>
  known({
    name: 'during',
    title: fault.title,
    parameters: fault.parameters,
    fault: fault.name,
    ...(fault.needs ? { needs: fault.needs } : {}),
    steps,
    run: async (context) => {
      const { recorder, signal } = context;
      injected += 1;
      const fact = { kind: 'fault', fault: `${fault.name}#${injected}`, name: fault.name, title: fault.title } as const;
      recorder.record({
        ...fact,
        phase: 'inject',
        parameters: { ...fault.parameters },
        sparesKafka: fault.sparesKafka ?? false,
      });
      const heal = await fault.inject(context, fact.fault);
      recorder.record({ ...fact, phase: 'injected' });
      try {
        await context.perform(steps);
      } finally {
        recorder.record({ ...fact, phase: 'heal' });
        await heal(signal);
        recorder.record({ ...fact, phase: 'healed' });
      }
    },
  });
