import { area, curveStepAfter } from 'd3-shape';
import type { LedgerRow } from '../../../report/model.ts';
import { html, type View } from '../html.ts';
import type { TimeScale } from './scale.ts';

/** How many requests waited from this instant on, in milliseconds since the run began. */
export interface Depth {
  readonly at: number;
  readonly count: number;
}

const width = 1000;
const height = 40;

/**
 * How many requests had been accepted and were not yet in Kafka: the depth of the outbox of whoever was asked, without
 * asking it. What never came into Kafka waits until the end.
 */
export function waiting(ledger: readonly LedgerRow[]): Depth[] {
  const changes = ledger.flatMap(({ answer, answeredAt, inKafkaAt }) => {
    if (answer !== 'ok' || typeof answeredAt !== 'number') return [];
    if (typeof inKafkaAt !== 'number') return [{ at: answeredAt, by: 1 }];
    return inKafkaAt <= answeredAt
      ? []
      : [
          { at: answeredAt, by: 1 },
          { at: inKafkaAt, by: -1 },
        ];
  });
  let count = 0;
  return changes
    .sort((one, other) => one.at - other.at)
    .map(({ at, by }) => {
      count += by;
      return { at, count };
    });
}

export const deepest = (depths: readonly Depth[]): number =>
  depths.reduce((most, { count }) => Math.max(most, count), 0);

/** The depth over time; of what falls together on one place the highest is drawn. */
export function waitingArea(depths: readonly Depth[], scale: TimeScale): View {
  const most = deepest(depths);
  const points = [{ x: 0, count: 0 }, ...thinned(depths, scale), { x: width, count: depths.at(-1)?.count ?? 0 }];
  const shape = area<{ x: number; count: number }>()
    .x(({ x }) => x)
    .y0(height)
    .y1(({ count }) => height - (count / Math.max(1, most)) * (height - 2))
    .curve(curveStepAfter)
    .digits(1);
  return html`
    <svg class="waiting-area" viewBox=${`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label=${`at most ${most} at once`}>
      <path d=${shape(points) ?? ''} vector-effect="non-scaling-stroke" />
    </svg>
  `;
}

function thinned(depths: readonly Depth[], scale: TimeScale): { x: number; count: number }[] {
  const points: { x: number; count: number }[] = [];
  for (const [index, { at, count }] of depths.entries()) {
    const x = Math.round(scale(at) * 4) * (width / 400);
    const before = points.at(-1);
    // The last one of a place says how it goes on, so it stands there unless it would hide a summit.
    const goesOn = depths[index + 1];
    const last = !goesOn || Math.round(scale(goesOn.at) * 4) * (width / 400) !== x;
    if (before?.x === x) before.count = last ? count : Math.max(before.count, count);
    else points.push({ x, count });
  }
  return points;
}
