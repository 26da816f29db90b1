import { pageFile } from '../../../store/run-folder.ts';
import { measuredWords } from '../../../suite/compare/words.ts';
import { clean } from '../clean.ts';
import { documentOf } from '../document.ts';
import { html, type View } from '../html.ts';
import { marked, markStyle } from '../mark.ts';
import { sectionStyle } from '../section.ts';
import { type Column, stacked, table, tableStyle } from '../table.ts';
import { theme } from '../theme.ts';
import { verdictWord } from '../verdict.ts';
import { counted, instant, seconds } from '../words.ts';
import { linkTo } from './link.ts';
import { type ListedRun, newestFirst } from './listed-run.ts';

const columns: readonly Column[] = [
  { head: 'Run' },
  { head: 'Verdict' },
  { head: 'Scenario' },
  { head: 'Slowest recovery' },
  { head: 'Took', number: true },
  { head: 'Started' },
];

/** More make a page that takes long to write after every run, and that nobody reads to its end. */
const shownAtMost = 1000;

const style = [
  theme,
  sectionStyle,
  markStyle,
  tableStyle,
  stacked('runs', columns),
  `
h1 { font-size: 1.375rem; line-height: 1.25; font-weight: 650; margin: 0 0 .35rem; letter-spacing: -.01em; }
.block { display: block; font-weight: 400; }
.runs th:first-child { width: 30%; } .runs td:nth-child(2) { white-space: nowrap; }
.runs td:nth-child(3) { min-width: 7rem; } .runs td:nth-child(5) { width: 6rem; }
@media (min-width: 60rem) { .runs td:nth-child(6) { width: 11rem; } }
.never { color: var(--bad); font-weight: 600; }
`,
].join('');

/** The runs of a folder, newest first, as one page without script; each leads to its own. */
export function renderRuns(untrusted: readonly ListedRun[]): string {
  // A link leads to the folder as it is called; only what is shown of it is made clean.
  const runs = newestFirst(untrusted).map((run) => ({ run: clean(run), folder: run.folder }));
  const shown = runs.slice(0, shownAtMost);
  const body = html`
    <main>
      <h1>Runs</h1>
      <p class="lead">${tally(untrusted)}</p>
      ${shown.length > 0 ? table({ name: 'runs', caption: 'Runs, newest first', columns, rows: shown.map(({ run, folder }) => row(run, folder)) }) : null}
      ${runs.length > shown.length ? html`<p>${counted(runs.length - shown.length, 'older run is', 'older runs are')} not shown; index.json has all of them.</p>` : null}
    </main>
    <footer>Made by norestart at the end of a run, from the reports in this folder.</footer>
  `;
  return documentOf({ title: 'Runs of norestart', style, body });
}

function tally(runs: readonly ListedRun[]): string {
  const of = (word: string) => runs.filter((run) => run.state === 'read' && run.verdict === word).length;
  const unreadable = runs.filter(({ state }) => state === 'unreadable').length;
  const rest = unreadable > 0 ? `, ${unreadable} that cannot be read` : '';
  return `${counted(runs.length, 'run')}: ${of('recovered')} recovered, ${of('violated')} violated, ${of('inconclusive')} inconclusive${rest}.`;
}

function row(run: ListedRun, folder: string): View[] {
  const started = html`<time datetime=${run.startedAt}>${instant(run.startedAt)}</time>`;
  if (run.state === 'unreadable') {
    return [run.folder, marked('inconclusive', 'Cannot be read'), '–', html`<span>${run.reason}</span>`, '–', started];
  }
  const { slowest } = run;
  return [
    html`<a href=${linkTo(folder, pageFile)}>${run.title}</a><span class="block small quiet">${run.folder}</span>`,
    marked(run.verdict, verdictWord(run.verdict)),
    html`<span>${run.scenario}<span class="block small quiet">${run.variant}</span></span>`,
    slowest === null
      ? 'not measured'
      : html`<span class=${'notWithinMs' in slowest.value ? 'never' : undefined}>${slowest.service}, ${measuredWords(slowest.value)}</span>`,
    seconds(run.tookMs),
    started,
  ];
}
