import type { ServiceReport } from '../../../report/model.ts';
import { recoveredAfter } from '../../console/console.ts';
import { html, type View } from '../html.ts';
import { seconds } from '../words.ts';
import { percent, room, type TimeScale } from './scale.ts';

/** From the heal of a service's route until it worked: where a measured number stands in time. Never is open and hatched. */
export function recoverySpan(service: ServiceReport, scale: TimeScale): View {
  const { healedAt, afterMs, watchedMs } = service;
  if (healedAt === null) return html`<p class="nothing">no heal was seen, so nothing counts from it</p>`;
  const from = scale(healedAt);
  const to = scale(healedAt + (afterMs ?? watchedMs));
  return html`
    <svg class=${`recovery-span ${afterMs === null ? 'open' : 'measured'}`} role="img" aria-label=${`healed at ${seconds(healedAt)}; recovered: ${recoveredAfter(service)}`}>
      <rect class="ground" y="45%" width="100%" height="10%" />
      <rect class="length" x=${percent(from)} width=${percent(Math.max(0.2, to - from))} y="10%" height="80%" />
      ${label(recoveredAfter(service), from, to)}
    </svg>
  `;
}

/** Behind the length where there is room, else before it. On a phone it stands in the row's name: there is room for any. */
function label(text: string, from: number, to: number): View {
  const behind = room(text, 100 - to) !== null;
  return html`<text class="desk" x=${percent(behind ? to : from)} dx=${behind ? 6 : -6} y="50%" dy=".36em" text-anchor=${behind ? 'start' : 'end'}>${text}</text>`;
}
