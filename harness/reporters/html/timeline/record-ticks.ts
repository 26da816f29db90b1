import { greatest } from '../../../analysis/extremes.ts';
import { html, type View } from '../html.ts';
import { counted, span } from '../words.ts';
import type { TimeScale } from './scale.ts';

/** A hundred thousand records are no more ticks than this: what falls together is one, and higher. */
const places = 400;
const height = 20;
const lowest = 8;

/** How many records fall on each place of the picture, by the number of the place. */
export type Piles = ReadonlyMap<number, number>;

function pile(records: readonly number[], scale: TimeScale): Piles {
  const piles = new Map<number, number>();
  for (const at of records) {
    const place = Math.min(places - 1, Math.floor((scale(at) / 100) * places));
    piles.set(place, (piles.get(place) ?? 0) + 1);
  }
  return piles;
}

/** Something that has records, with its picture. */
export interface Piled<Of> {
  readonly of: Of;
  readonly piles: Piles;
}

/** The pictures of several, and the highest place in any of them, so that their heights compare. */
export function pileUp<Of extends { readonly records: readonly number[] }>(several: readonly Of[], scale: TimeScale) {
  const pictures = several.map((of): Piled<Of> => ({ of, piles: pile(of.records, scale) }));
  return { pictures, highest: pictures.reduce((most, { piles }) => greatest([...piles.values()], most), 0) };
}

/** The records of a service as they came into Kafka: a tick each, a higher one where many came at once. */
export function recordTicks(records: readonly number[], piles: Piles, highestPile: number): View {
  const ticks = [...piles].map(([place, count]) => tick(place, count, highestPile)).join('');
  return html`
    <svg class="record-ticks" viewBox=${`0 0 ${places} ${height}`} preserveAspectRatio="none" role="img" aria-label=${told(records)}>
      <path class="ground" d=${`M0 ${height}H${places}`} vector-effect="non-scaling-stroke" />
      <path class="ticks" d=${ticks} vector-effect="non-scaling-stroke" />
    </svg>
  `;
}

/** Roots, because a lone record beside a thousand must still be seen. */
function tick(place: number, count: number, highestPile: number): string {
  const share = Math.sqrt(count / Math.max(1, highestPile));
  return `M${place + 0.5} ${height}V${Number((height - lowest - share * (height - lowest)).toFixed(1))}`;
}

const told = (records: readonly number[]): string =>
  records.length === 0
    ? 'no record was seen'
    : `${counted(records.length, 'record')}, ${span(records[0] ?? 0, records.at(-1) ?? 0)}`;
