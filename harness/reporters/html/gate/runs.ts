import type { Verdict } from '../../../model/verdict.ts';
import type { GateResult, GateRun } from '../../../suite/gate/result.ts';
import { slowest } from '../../ci/recoveries.ts';
import { html, type View } from '../html.ts';
import { marked } from '../mark.ts';
import { section } from '../section.ts';
import { type Column, table } from '../table.ts';
import { seconds } from '../words.ts';

export const runsColumns: readonly Column[] = [
  { head: 'Scenario' },
  { head: 'Run' },
  { head: 'Verdict' },
  { head: 'Slowest after the heal' },
  { head: 'Restarts', number: true },
  { head: 'Took', number: true },
  { head: 'Report' },
];

const words: Readonly<Record<GateRun['verdict'], { word: string; mark: Verdict }>> = {
  recovered: { word: 'Recovered', mark: 'recovered' },
  violated: { word: 'Violated', mark: 'violated' },
  inconclusive: { word: 'Inconclusive', mark: 'inconclusive' },
  missing: { word: 'Could not run here', mark: 'inconclusive' },
  defect: { word: 'Defect of norestart', mark: 'inconclusive' },
};
/** More make a page that nobody can open; all of them are in gate.json. */
const rowsAtMost = 1500;
const outputAtMost = 4000;

/** Every run, with a link to its own report. */
export function runsSection({ runs }: GateResult): View {
  const more = runs.length - rowsAtMost;
  return section({
    id: 'runs',
    title: 'Runs',
    lead: 'A run is never repeated to make a failure go away: one violated run of many is a failure.',
    body:
      runs.length === 0
        ? html`<p>Nothing was run.</p>`
        : html`
            ${table({ name: 'runs', caption: 'Runs of the gate', columns: runsColumns, rows: runs.slice(0, rowsAtMost).map(row) })}
            ${more > 0 ? html`<p>${more} more are in gate.json.</p>` : null}
          `,
  });
}

const row = (run: GateRun): View[] => [
  html`${run.scenario}<span class="title">${run.title}</span>`,
  `${run.repeat}, ${run.variant}, ${run.runtime}`,
  verdict(run),
  slowest(run),
  String(run.services.reduce((sum, { restarts }) => sum + restarts, 0)),
  seconds(run.tookMs),
  html`${run.folder === null ? null : html`<a href=${reportAddress(run.folder)}>report of run ${run.repeat}</a>`}${lastWords(run)}`,
];

/** What it printed, where it came to no verdict that a report could tell. */
const lastWords = ({ output, folder, scenario, repeat }: GateRun): View =>
  output === null
    ? folder === null
      ? html`<span class="quiet">none</span>`
      : null
    : html`<details><summary>last words of ${scenario}, run ${repeat}</summary><pre>${output.slice(-outputAtMost).toWellFormed()}</pre></details>`;

const verdict = ({ verdict: said, control }: GateRun): View => {
  if (!control) return marked(words[said].mark, words[said].word);
  return said === 'violated'
    ? marked('recovered', 'Violated, as this control must be')
    : marked('violated', `${words[said].word}: this control must be violated`);
};

/** Always below the gate's own folder or beside it, whatever the name is: never another site, never a script. */
export const reportAddress = (folder: string): string =>
  `./${folder.split('/').map(encodeURIComponent).join('/')}/report.html`;

export const runsStyle = `
.runs .title { display: block; font-weight: 400; font-size: .8125rem; color: var(--quiet); }
.runs details { margin: 0; }
.runs pre { margin: 0; max-width: 30rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .75rem; }
`;
