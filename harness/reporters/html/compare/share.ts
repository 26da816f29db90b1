import type { GroupSummary } from '../../../suite/compare/model.ts';
import { recoveredWords, shareWords } from '../../../suite/compare/words.ts';
import { html, type View } from '../html.ts';
import { percent } from './strip.ts';

/** How many of how many, and between which shares the truth may lie. */
export const share = (group: GroupSummary): View => {
  const { count, of, interval } = group.recovered;
  const seen = of === 0 ? 0 : (count / of) * 100;
  return html`
    <span class="share">
      <strong>${recoveredWords(group)}</strong>
      <svg class="share-bar" aria-hidden="true" focusable="false">
        <rect class="whole" y="7" width="100%" height="2" />
        <rect class="band" x=${percent(interval.from * 100)} y="4" width=${percent((interval.to - interval.from) * 100)} height="8" />
        <circle class="dot" cx=${percent(seen)} cy="8" r="4.5" />
      </svg>
      <span class="small quiet">${shareWords(interval)}</span>
    </span>
  `;
};
