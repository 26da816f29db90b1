import type { StepContext } from '../model/step.ts';

/** What a fault of a scenario's own saw from outside: of itself, or of its being healed. */
interface Shown {
  readonly shows: 'there' | 'healed';
  /** In words for a person, with what was seen: `its port refused 12 connections`. */
  readonly sentence: string;
  /** Whether that is what had to be seen. */
  readonly holds: boolean;
}

/**
 * Writes down evidence for a fault of a scenario's own; `fault` is the word that `inject` was given as `by`. A fault took
 * effect when it showed at least one thing while it was `there` and one after it was `healed`, and all of it holds.
 */
export function show(
  { recorder }: Pick<StepContext, 'recorder'>,
  fault: string,
  { shows, sentence, holds }: Shown,
): void {
  recorder.record({ kind: 'shown', fault, shows, sentence: sentence.slice(0, 4000), holds });
}
