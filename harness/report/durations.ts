import type { History } from '../model/history.ts';
import { stepKinds } from '../model/step.ts';
import type { Durations } from './model.ts';
import { stepEnds } from './step-ends.ts';

/** The waits that a story writes down: for a time, and for something that it wants to see before it goes on. */
const waits = [stepKinds.wait, stepKinds.waitUntil] as readonly string[];
/** The waits whose length is the system's own: until it works again, after the fault and while it is there. */
const recoveries = [stepKinds.expectRecovery, stepKinds.expectAvailability] as readonly string[];

/** What the run cost, apart from the waiting that its story asks for. */
export function durations(history: History): Durations {
  const total = history.facts.at(-1)?.at ?? 0;
  const lengths = stepEnds(history).map(({ begin: { path, step, at }, end }) => ({
    path,
    step,
    took: (end?.at ?? total) - at,
  }));
  const tookBy = (names: readonly string[]) =>
    lengths.filter(({ step }) => names.includes(step)).reduce((sum, { took }) => sum + took, 0);
  const scripted = tookBy(waits);
  const stages = lengths
    .filter(({ path, step }) => !path.includes('.') && !waits.includes(step))
    .map(({ step, took }) => ({ stage: step, took }));
  const peakMemoryBytes = history.of('cost').at(-1)?.peakMemoryBytes ?? null;
  return { total, scripted, unscripted: total - scripted, recovering: tookBy(recoveries), stages, peakMemoryBytes };
}
