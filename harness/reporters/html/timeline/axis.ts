import { html, type View } from '../html.ts';
import { percent, type TimeScale } from './scale.ts';

const ticksAbout = 10;
/** More than these do not fit on a phone: there every second one has no number. */
const numbersOnPhone = 6;

/** Lines through all lanes at round times. */
export const grid = (scale: TimeScale): View => html`
  <g class="grid">${secondsOf(scale).map((second) => html`<line x1=${place(scale, second)} x2=${place(scale, second)} y1="0" y2="100%" />`)}</g>
`;

/** The numbers below those lines, in seconds since the run began. */
export function axis(scale: TimeScale): View {
  const ticks = secondsOf(scale);
  const sparse = ticks.length > numbersOnPhone;
  return html`
    <svg class="axis" aria-hidden="true" focusable="false">
      ${ticks.map((second, index) => html`<text class=${sparse && index % 2 === 1 ? 'desk' : undefined} x=${place(scale, second)} y="1.1em" text-anchor=${anchor(scale(second * 1000))}>${second} s</text>`)}
    </svg>
  `;
}

function secondsOf(scale: TimeScale): number[] {
  const [from = 0, to = 0] = scale.domain();
  return scale
    .copy()
    .domain([from / 1000, to / 1000])
    .ticks(ticksAbout);
}

const place = (scale: TimeScale, second: number): string => percent(scale(second * 1000));

/** At the edges a number stands inside. */
const anchor = (at: number): string => (at < 3 ? 'start' : at > 97 ? 'end' : 'middle');
