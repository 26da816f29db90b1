import type { GroupSummary, ScenarioComparison } from '../../../suite/compare/model.ts';
import { countWords, list, measuredWords, recoveredWords, shareWords } from '../../../suite/compare/words.ts';
import { html, type View } from '../html.ts';
import { type Column, table } from '../table.ts';
import { percent } from './strip.ts';

export const summaryColumns: readonly Column[] = [
  { head: 'Group' },
  { head: 'Recovered' },
  { head: 'Slowest service' },
  { head: 'Requests lost' },
  { head: 'Requests doubled' },
  { head: 'Restarts by hand' },
];

/** The groups of a scenario in a few numbers each. */
export const summaryTable = ({ groups, title }: ScenarioComparison): View =>
  table({ name: 'summary', caption: `${title}: the groups`, columns: summaryColumns, rows: groups.map(row) });

const row = (group: GroupSummary): View[] => [
  group.label,
  share(group),
  group.slowest === null
    ? 'not measured'
    : html`<span>${list(group.slowest.services)}<br />${measuredWords(group.slowest.median)}</span>`,
  countWords(group.lost, group.runs.length),
  countWords(group.doubled, group.runs.length),
  countWords(group.restartsByHand, group.runs.length),
];

/** How many of how many, and between which shares the truth may lie. */
const share = (group: GroupSummary): View => {
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
