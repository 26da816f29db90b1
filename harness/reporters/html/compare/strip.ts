import { symbol, symbolCircle, symbolTriangle } from 'd3-shape';
import type { ServiceInGroup } from '../../../suite/compare/model.ts';
import { intervalWords, many, measuredWords } from '../../../suite/compare/words.ts';
import { isNever, type Measured, rankOf } from '../../../util/statistics/measured.ts';
import { html, type View } from '../html.ts';
import type { RecoveryScale } from './scale.ts';

/** More dots than these are a blot; those that are drawn are then spread over all of them. */
const dotsAtMost = 60;
/** In pixels from the middle, so that equal values can be told to be several. */
const levels = [0, -6, 6, -3, 3];

const dot = symbol(symbolCircle, 44)() ?? '';
const open = symbol(symbolTriangle, 48)() ?? '';

/** Every run of a group as a mark, and where their median lies. The words beside it say the same. */
export const strip = (group: ServiceInGroup, scale: RecoveryScale): View => html`
  <svg class="strip" role="img" aria-label=${told(group)}>
    ${ground(scale)}
    ${band(group, scale)}
    ${group.median === null ? null : html`<rect class="median" x=${percent(scale.at(group.median))} y="3" width="3" height="26" transform="translate(-1.5 0)" />`}
    ${chosen(group.values).map((value, index) => mark(value, index, scale))}
  </svg>
`;

const ground = ({ ticks, neverFrom, at }: RecoveryScale): View => html`
  <g class="ground">${ticks.map((ms) => html`<line x1=${percent(at({ ms }))} x2=${percent(at({ ms }))} y1="0" y2="32" />`)}</g>
  ${neverFrom === null ? null : html`<rect class="never-zone" x=${percent(neverFrom)} y="0" width=${percent(100 - neverFrom)} height="32" />`}
`;

function band({ interval }: ServiceInGroup, { at }: RecoveryScale): View {
  if (interval === null) return null;
  const [from, to] = [at(interval.from), at(interval.to)];
  return html`<rect class="band" x=${percent(from)} y="10" width=${percent(Math.max(0.4, to - from))} height="12" />`;
}

function mark(value: Measured, index: number, { at }: RecoveryScale): View {
  const level = levels[index % levels.length] ?? 0;
  const never = isNever(value);
  return html`
    <svg x=${percent(at(value))} y=${16 + level} overflow="visible">
      <path class=${never ? 'never-mark' : 'dot'} d=${never ? open : dot} transform=${never ? 'rotate(90)' : undefined}><title>${measuredWords(value)}</title></path>
    </svg>
  `;
}

function chosen(values: readonly Measured[]): Measured[] {
  const sorted = values.toSorted((one, other) => (rankOf(one) < rankOf(other) ? -1 : 1));
  if (sorted.length <= dotsAtMost) return sorted;
  const step = (sorted.length - 1) / (dotsAtMost - 1);
  return Array.from({ length: dotsAtMost }, (_, index) => sorted[Math.round(index * step)] as Measured);
}

function told({ label, values, median, interval }: ServiceInGroup): string {
  if (median === null) return `${label}: nothing was measured`;
  const never = values.filter(isNever).length;
  const gone = never > 0 ? `, never in ${never}` : '';
  const where = interval === null ? '' : `, interval ${intervalWords(interval)}`;
  return `${label}: ${many(values.length, 'run')}${gone}, median ${measuredWords(median)}${where}`;
}

/** The numbers below the pictures. */
export const axis = ({ ticks, neverFrom, at }: RecoveryScale): View => html`
  <svg class="axis" aria-hidden="true" focusable="false">
    ${ticks.map((ms, index) => html`<text x=${percent(at({ ms }))} y="1em" text-anchor=${index === 0 ? 'start' : index === ticks.length - 1 && neverFrom === null ? 'end' : 'middle'}>${`${ms / 1000} s`}</text>`)}
    ${neverFrom === null ? null : html`<text x=${percent((neverFrom + 100) / 2)} y="1em" text-anchor="middle">never</text>`}
  </svg>
`;

export const percent = (value: number): string => `${Number(value.toFixed(2))}%`;
