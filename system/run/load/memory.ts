import { ascending, type Point, percentile, secondHalf } from './figures.ts';
import type { Sample } from './measured.ts';

const minuteMs = 60_000;
/** So many medians at most stand for a run, however long it is: each pair of them is looked at. */
const mostParts = 60;
const shortestPartMs = 10_000;

/** The median of each part of the time: what goes up and down within it says nothing of where it goes. */
function medians(samples: readonly Sample[], partMs: number): Point[] {
  const from = samples[0]?.at ?? 0;
  return [...Map.groupBy(samples, ({ at }) => Math.floor((at - from) / partMs))].map(([part, some]) => ({
    at: from + part * partMs,
    value: percentile(ascending(some.map(({ residentBytes }) => residentBytes)), 50) ?? Number.NaN,
  }));
}

/** Resident memory in each minute, in MB: the median. */
export const memoryByMinute = (samples: readonly Sample[]): number[] =>
  medians(samples, minuteMs).map(({ value }) => Math.round(value / 1e5) / 10);

/**
 * Growth of resident memory in the second half, in MB each minute: the median of the slopes between any two parts
 * (Theil and Sen), which a single step or a single peak does not change.
 */
export function memoryGrowth(samples: readonly Sample[]): number {
  const half = secondHalf(samples);
  const spanMs = (half.at(-1)?.at ?? 0) - (half[0]?.at ?? 0);
  const points = medians(half, Math.max(shortestPartMs, spanMs / mostParts));
  const slopes = points.flatMap((one, index) =>
    points.slice(index + 1).map((other) => (other.value - one.value) / (other.at - one.at)),
  );
  return ((percentile(ascending(slopes), 50) ?? 0) * minuteMs) / 1e6;
}
