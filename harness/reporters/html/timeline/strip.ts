import { html, type View } from '../html.ts';
import { span } from '../words.ts';
import { percent, room, type TimeScale } from './scale.ts';
import { lookOf, type Stretch, toneOf, wordsOf } from './stretch.ts';

/** What a reader who hears the page is told; the table behind the picture has all of it. */
const toldAtMost = 8;

/** A row of the picture: stretches, each with its colour, its pattern and, where there is room, its word. */
export const strip = (stretches: readonly Stretch[], scale: TimeScale): View => html`
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
