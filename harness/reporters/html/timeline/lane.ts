import type { Lane, ServiceReport } from '../../../report/model.ts';
import { recoveredAfter } from '../../console/console.ts';
import { html, type View } from '../html.ts';
import { type Piles, recordTicks } from './record-ticks.ts';
import { recoverySpan } from './recovery-span.ts';
import { laneRow as row } from './row.ts';
import type { TimeScale } from './scale.ts';
import { met, type Stretch, said } from './stretch.ts';
import { strip } from './strip.ts';

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
