import type { Excerpt } from '../../../report/beside.ts';
import { html, type View } from '../html.ts';
import { excerptId, momentsWords } from '../logs.ts';
import { seconds } from '../words.ts';
import { laneRow } from './row.ts';
import { percent, type TimeScale } from './scale.ts';

/** Two links nearer than this, in percent of the width, would cover each other on a phone. */
const apart = 8;

/** Below the picture: a link at each moment around which the logs were cut. */
export function excerptLinks(excerpts: readonly Excerpt[], scale: TimeScale): View {
  if (excerpts.length === 0) return null;
  return html`
    <nav class="excerpt-links" aria-label="What the logs say at these moments">
      ${laneRow('logs around it', html`<svg>${placedLinks(excerpts, scale).map(({ at, moved, excerpt, index }) => link(excerpt, index, at, moved))}</svg>`)}
    </nav>
  `;
}

/** A link that would cover the one before it is moved to its right, with a line to where it belongs. */
export function placedLinks(excerpts: readonly Excerpt[], scale: TimeScale) {
  const room = Math.min(apart, 100 / excerpts.length);
  let free = 0;
  return excerpts.map((excerpt, index) => {
    const at = scale(excerpt.moments[0]?.at ?? 0);
    const last = 100 - room * (excerpts.length - index);
    const moved = Math.min(last, Math.max(at, free));
    free = moved + room;
    return { at, moved, excerpt, index };
  });
}

const link = ({ moments }: Excerpt, index: number, at: number, moved: number): View => html`
  <line class="tip" x1=${percent(at)} x2=${percent(moved)} y1="0" y2="8" />
  <a href=${`#${excerptId(index)}`} aria-label=${`${index + 1}: logs around ${seconds(moments[0]?.at ?? 0)}: ${momentsWords(moments)}`}>
    <svg x=${percent(moved)} overflow="visible"><rect x="0" y="7" width="24" height="20" rx="3" /><text x="12" y="21" text-anchor="middle">${index + 1}</text></svg>
  </a>
`;
