import type { Lane, ServiceReport } from '../../../report/model.ts';
import { recoveredAfter } from '../../console/console.ts';
import { html, type View } from '../html.ts';
import { span } from '../words.ts';
import { type Piles, recordTicks } from './record-ticks.ts';
import { recoverySpan } from './recovery-span.ts';
import { laneRow as row } from './row.ts';
import { percent, room, type TimeScale } from './scale.ts';
import { lookOf, met, type Stretch, said, toneOf, wordsOf } from './stretch.ts';

export interface LaneParts {
  readonly lane: Lane;
  /** What the report says of the same service. */
  readonly service: ServiceReport | undefined;
  readonly scale: TimeScale;
  /** Of its records. */
  readonly piles: Piles;
  /** Of all lanes, so that heights compare. */
  readonly highestPile: number;
}

/** One service over time: what was seen from outside, and beside it what it said of itself. */
export function laneView({ lane, service, scale, piles, highestPile }: LaneParts): View {
  const [, end = 0] = scale.domain();
  const kafka = service?.kafka ?? true;
  return html`
    <div class="lane">
      <h3>${lane.service}${kafka ? null : html` <span class="aside">not on Kafka</span>`}</h3>
      ${kafka ? row('its route to Kafka', seen(met(lane, end), scale)) : null}
      ${row('its word on /health', seen(said(lane, end), scale))}
      ${kafka ? row('its records in Kafka', records(lane, piles, highestPile)) : null}
      ${service ? row(recoveryName(service), recoverySpan(service, scale)) : null}
    </div>
  `;
}

const recoveryName = (service: ServiceReport): View =>
  html`from heal to working<span class=${service.afterMs === null ? 'phone missed' : 'phone'}>: ${recoveredAfter(service)}</span>`;

const seen = (stretches: readonly Stretch[], scale: TimeScale): View =>
  stretches.length === 0 ? html`<p class="nothing">nobody looked</p>` : strip(stretches, scale);

const records = ({ records: times }: Lane, piles: Piles, highestPile: number): View =>
  times.length === 0 ? html`<p class="nothing">not one was seen</p>` : recordTicks(times, piles, highestPile);

/** What a reader who hears the page is told; the table behind the picture has all of it. */
const toldAtMost = 8;

/** A row of the picture: stretches, each with its colour, its pattern and, where there is room, its word. */
const strip = (stretches: readonly Stretch[], scale: TimeScale): View => html`
  <svg class="strip" role="img" aria-label=${told(stretches)}>
    <rect class="ground" y="45%" width="100%" height="10%" />
    ${stretches.map((stretch) => segment(stretch, scale))}
  </svg>
`;

function segment(stretch: Stretch, scale: TimeScale): View {
  const x = scale(stretch.from);
  const width = scale(stretch.to) - x;
  const words = wordsOf(stretch);
  const where = room(words, width);
  // No width at all would not be drawn, and a short trouble is still a trouble.
  return html`
    <g class=${`${toneOf(stretch)} ${lookOf(stretch)}`}>
      <rect x=${percent(x)} width=${percent(Math.max(0.2, width))} height="100%"><title>${words}, ${span(stretch.from, stretch.to)}</title></rect>
      ${where ? html`<text class=${where} x=${percent(x)} dx="6" y="50%" dy=".36em">${words}</text>` : null}
    </g>
  `;
}

function told(stretches: readonly Stretch[]): string {
  const first = stretches
    .slice(0, toldAtMost)
    .map((stretch) => `${wordsOf(stretch)} ${span(stretch.from, stretch.to)}`);
  const rest = stretches.length - first.length;
  return `${first.join(', ')}${rest > 0 ? `, and ${rest} more changes` : ''}`;
}
