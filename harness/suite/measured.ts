import type { Fact } from '../model/fact.ts';
import { stages } from '../model/step.ts';

/** What a run tells whoever started it, over the channel between Node processes, when it measures nothing more. */
export const measuredMessage = 'measured';

/** Takes the facts of a run as they come; without such a channel it tells nobody. */
export function tellMeasured(fact: Fact): void {
  if (fact.kind === 'step' && fact.step === stages.down && fact.phase === 'begin') process.send?.(measuredMessage);
}
