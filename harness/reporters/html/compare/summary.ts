import type { GroupSummary, ScenarioComparison } from '../../../suite/compare/model.ts';
import { countWords, list, measuredWords } from '../../../suite/compare/words.ts';
import { html, type View } from '../html.ts';
import { type Column, table } from '../table.ts';
import { share } from './share.ts';

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
