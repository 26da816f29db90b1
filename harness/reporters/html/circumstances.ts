import type { Report } from '../../report/model.ts';
import { html, type View } from './html.ts';
import { section } from './section.ts';
import { seconds } from './words.ts';

/** What the run cost, on what it ran, and how to run it again. */
export const circumstancesSection = ({ durations, versions, machine, command }: Report): View =>
  section({
    id: 'circumstances',
    title: 'What it took, and how to run it again',
    body: html`
      <h3>Run it again</h3>
      <pre tabindex="0" aria-label="Command that runs this again"><code>${command}</code></pre>
      <div class="columns">
        <div><h3>Time</h3>${list([
          ['total', seconds(durations.total)],
          ['waiting that the story asks for', seconds(durations.scripted)],
          ['all the rest', seconds(durations.unscripted)],
          ['of that waiting for recovery', seconds(durations.recovering)],
        ])}</div>
        ${durations.stages.length > 0 ? html`<div><h3>Stages</h3>${list(durations.stages.map(({ stage, took }) => [stage, seconds(took)]))}</div>` : null}
        <div><h3>Versions</h3>${list(Object.entries(versions))}</div>
        <div><h3>Machine</h3>${list(Object.entries(machine))}</div>
        <div><h3>Files</h3>
          <ul class="files">
            <li><a href="history.jsonl">history.jsonl</a>: every fact, one a line</li>
            <li><a href="report.json">report.json</a>: this page for programs</li>
            <li><a href="logs/">logs/</a>: what each process wrote</li>
          </ul>
        </div>
      </div>
    `,
  });

const list = (entries: readonly (readonly [string, string])[]): View => html`
  <dl class="pairs">${entries.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
`;

export const circumstancesStyle = `
pre { background: var(--surface); border: 1px solid var(--line); border-radius: .4rem; padding: .8rem 1rem; margin: .5rem 0 2rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: 1.75rem 2.5rem; }
.pairs { margin: .35rem 0 0; }
.pairs div { display: flex; justify-content: space-between; gap: 1.5rem; padding: .3rem 0; border-top: 1px solid var(--line); }
.pairs dt { color: var(--quiet); }
.pairs dd { margin: 0; text-align: right; overflow-wrap: anywhere; }
.files { list-style: none; margin: .35rem 0 0; padding: 0; }
.files li { padding: .3rem 0; border-top: 1px solid var(--line); }
`;
