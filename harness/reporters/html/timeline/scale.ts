import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { greatest } from '../../../analysis/extremes.ts';
import type { Report } from '../../../report/model.ts';

/** From milliseconds of the run to percent of the picture's width, which no one knows before it is shown. */
export type TimeScale = ScaleLinear<number, number>;

/** The first run of all fetches Kafka, which takes a minute in which nothing of the story happens. In milliseconds. */
const longToComeUp = 5000;
const shownBefore = 1000;

/** One scale for the whole picture, from the beginning of the run (or from its coming up, where that took long) to its last fact. */
export function timeScale({ durations, lanes, faults }: Report): TimeScale {
  const ends = [
    durations.total,
    ...faults.map(({ to }) => to),
    ...lanes.flatMap(({ probes, words, records }) => [probes.at(-1)?.to, words.at(-1)?.to, records.at(-1)]),
  ].filter((end) => end !== undefined);
  const up = durations.stages.find(({ stage }) => stage === 'up')?.took ?? 0;
  const from = up > longToComeUp ? up - shownBefore : 0;
  return scaleLinear([from, greatest(ends, from + 1)], [0, 100]).clamp(true);
}

/** A length or a place as an attribute wants it. */
export const percent = (value: number): string => `${Number(value.toFixed(2))}%`;

/** As wide as the picture surely is, on a phone and on a desk, and a letter in it: in pixels. */
const onPhone = 300;
const onDesk = 780;
const letter = 7.4;
const padding = 14;

/**
 * Where a text finds room in so many percent of the width: everywhere, only on a desk, or nowhere. There is no script
 * that could measure it, so it is reckoned, and the style hides what is only for a desk.
 */
export function room(text: string, widthPercent: number): 'everywhere' | 'desk' | null {
  const needed = text.length * letter + padding;
  if (needed <= (onPhone * widthPercent) / 100) return 'everywhere';
  return needed <= (onDesk * widthPercent) / 100 ? 'desk' : null;
}
