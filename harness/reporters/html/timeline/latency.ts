import { scaleLog } from 'd3-scale';
import type { LedgerRow } from '../../../report/model.ts';
import { html, type View } from '../html.ts';
import type { TimeScale } from './scale.ts';

/** How long something took that began at an instant; both in milliseconds. */
export interface Took {
  readonly at: number;
  readonly ms: number;
}

const width = 1000;
const height = 40;
/** A hundred thousand requests are no more strokes than this: what begins together is one, from its quickest to its slowest. */
const places = 250;

/** From asking until whoever asked was answered. */
export const answered = (ledger: readonly LedgerRow[]): Took[] => until(ledger, ({ answeredAt }) => answeredAt);

/** From asking until whoever asked had the outcome, all the way through Kafka. */
export const heard = (ledger: readonly LedgerRow[]): Took[] => until(ledger, ({ heardAt }) => heardAt);

const until = (ledger: readonly LedgerRow[], end: (row: LedgerRow) => number | null | undefined): Took[] =>
  ledger.flatMap((row) => {
    const at = end(row);
    return typeof at === 'number' ? [{ at: row.askedAt, ms: Math.max(1, at - row.askedAt) }] : [];
  });

/** The quickest and the slowest; undefined of nothing. */
export function extremes(took: readonly Took[]): { readonly quickest: number; readonly slowest: number } | undefined {
  if (took.length === 0) return undefined;
  let quickest = Number.POSITIVE_INFINITY;
  let slowest = 0;
  for (const { ms } of took) {
    quickest = Math.min(quickest, ms);
    slowest = Math.max(slowest, ms);
  }
  return { quickest, slowest };
}

/** Each request where it was asked, the higher the longer it took: ten times as long is one step of the same height. */
export function latencyMarks(took: readonly Took[], scale: TimeScale): View {
  const { quickest = 1, slowest = 10 } = extremes(took) ?? {};
  const high = scaleLog([quickest, Math.max(quickest * 10, slowest)], [height - 4, 4]);
  const marks = [...byPlace(took, scale)].map(([place, { least, most }]) => {
    const x = ((place + 0.5) / places) * width;
    const [low, top] = [high(least), high(most)];
    // A lone request is a point: a line of no length with round ends.
    return `M${x} ${low.toFixed(1)}V${(low === top ? top - 0.01 : top).toFixed(2)}`;
  });
  return html`
    <svg class="latency" viewBox=${`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label=${`${took.length} requests, from ${Math.round(quickest)} ms to ${Math.round(slowest)} ms`}>
      <path d=${marks.join('')} vector-effect="non-scaling-stroke" />
    </svg>
  `;
}

function byPlace(took: readonly Took[], scale: TimeScale): Map<number, { least: number; most: number }> {
  const found = new Map<number, { least: number; most: number }>();
  for (const { at, ms } of took) {
    const place = Math.min(places - 1, Math.floor((scale(at) / 100) * places));
    const mine = found.get(place);
    if (mine) {
      mine.least = Math.min(mine.least, ms);
      mine.most = Math.max(mine.most, ms);
    } else found.set(place, { least: ms, most: ms });
  }
  return found;
}
