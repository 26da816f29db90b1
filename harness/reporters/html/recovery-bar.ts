import { type ScaleLinear, scaleLinear } from 'd3-scale';
import type { ServiceReport } from '../../report/model.ts';
import { html, type View } from './html.ts';

/** One scale for all bars, in percent of a bar's width: as long as the longest recovery, or the watch where one never came. */
export function recoveryScale(services: readonly ServiceReport[]): ScaleLinear<number, number> {
  const lengths = services.map(({ afterMs, watchedMs }) => (afterMs === null ? watchedMs : afterMs));
  return scaleLinear([0, Math.max(100, ...lengths)], [0, 100]).nice(4);
}

/**
 * A service's recovery as a length. One that never came is no length at all: it is drawn hatched, dashed and open, up
 * to where the watch ended, and an arrow says that nobody knows how far it goes.
 */
export const recoveryBar = ({ afterMs, watchedMs }: ServiceReport, scale: ScaleLinear<number, number>): View => html`
  <svg class="bar" aria-hidden="true" focusable="false">
    <rect class="ground" y="5" width="100%" height="2" />
    ${afterMs === null ? open(scale(watchedMs)) : closed(scale(afterMs))}
  </svg>
`;

const closed = (percent: number): View => html`
  <rect class="length" y="1" width=${`${percent.toFixed(2)}%`} height="10" />
  <circle class="length" cx=${`${percent.toFixed(2)}%`} cy="6" r="4" />
`;

const open = (percent: number): View => html`
  <rect class="open" y="1" width=${`${percent.toFixed(2)}%`} height="10" />
  <svg x=${`${percent.toFixed(2)}%`} overflow="visible"><path d="M-7 1l6 5l-6 5" fill="none" stroke="currentColor" stroke-width="2" /></svg>
`;
