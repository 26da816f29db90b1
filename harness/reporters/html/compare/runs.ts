import { relative } from 'node:path';
import { pageFile } from '../../../store/run-folder.ts';
import type { GroupSummary, RunInGroup, ScenarioComparison } from '../../../suite/compare/model.ts';
import { measuredWords } from '../../../suite/compare/words.ts';
import { html, type View } from '../html.ts';
import { marked } from '../mark.ts';
import { linkTo } from '../runs/link.ts';
import { type Column, table } from '../table.ts';
import { verdictWord } from '../verdict.ts';
import { counted, instant } from '../words.ts';

export const runsColumns: readonly Column[] = [
  { head: 'Run' },
  { head: 'Group' },
  { head: 'Verdict' },
  { head: 'Recovered after' },
];

/** The table behind the pictures: every run with every number of it. */
export function runsTable({ groups, title }: ScenarioComparison, folder: string): View {
  const runs = groups.flatMap((group) => group.runs.map((run) => row(run, group, folder)));
  return html`
    <details>
      <summary>${counted(runs.length, 'run')}, each with its numbers</summary>
      ${table({ name: 'runs', caption: `${title}: every run`, columns: runsColumns, rows: runs })}
    </details>
  `;
}

const row = (run: RunInGroup, { label }: GroupSummary, folder: string): View[] => [
  html`<a href=${linkTo(relative(folder, run.folder), pageFile)}>${run.run}</a><span class="small quiet block">${instant(run.startedAt)}</span>`,
  label,
  marked(run.verdict, verdictWord(run.verdict)),
  html`<span>${run.recoveries.map(({ service, value }) => html`<span class="block">${service}: ${value === null ? 'not measured' : measuredWords(value)}</span>`)}</span>`,
];
