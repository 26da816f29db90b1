import { type ScaleLinear, scaleLinear } from 'd3-scale';
import type { ScenarioComparison } from '../../../suite/compare/model.ts';
import { isNever, type Measured } from '../../../util/statistics/measured.ts';

/** Where values stand in a picture, in percent of its width. */
export interface RecoveryScale {
  readonly at: (value: Measured) => number;
  /** Round times for the axis, in milliseconds. */
  readonly ticks: readonly number[];
  /** From where on it is never; null: nothing here is. */
  readonly neverFrom: number | null;
}

const edge = 2;
const neverFrom = 84;

/** One scale for all pictures of a scenario. Never has a place of its own behind all times, for it is none of them. */
export function recoveryScale({ services }: ScenarioComparison): RecoveryScale {
  const values = services.flatMap(({ groups }) => groups.flatMap((group) => group.values));
  const times = values.flatMap((value) => (isNever(value) ? [] : [value.ms]));
  const never = times.length < values.length;
  const time: ScaleLinear<number, number> = scaleLinear(
    [0, Math.max(100, ...times)],
    [edge, never ? neverFrom - 5 : 100 - edge],
  ).nice(4);
  return {
    at: (value) => (isNever(value) ? (neverFrom + 100) / 2 : time(value.ms)),
    ticks: time.ticks(4),
    neverFrom: never ? neverFrom : null,
  };
}
