import { type Duration, ms } from '../../model/clock.ts';
import { random } from '../../util/statistics/random.ts';

export interface GapOptions {
  /** The beat: the mean of all gaps. */
  readonly every: Duration;
  /** Missing: all gaps are the beat. */
  readonly seed?: number | undefined;
}

/**
 * The time from one request to the next one, asked for again for each. A beat that never changes can fall in step with
 * something in the system that also beats, and then always meets it in the same moment; drawn evenly between half and
 * one and a half of it, gaps meet every moment.
 */
export function gaps({ every, seed }: GapOptions): () => Duration {
  if (seed === undefined) return () => every;
  const draw = random(seed);
  return () => ms(every * (0.5 + draw()));
}
