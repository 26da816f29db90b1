import type { Comparison, GroupSentence, ScenarioComparison } from '../../../suite/compare/model.ts';
import { isNever } from '../../../util/statistics/measured.ts';
import { clean } from '../clean.ts';
import { documentOf } from '../document.ts';
import { html, type View } from '../html.ts';
import { verdictMark } from '../mark.ts';
import { section } from '../section.ts';
import { recoveries } from './recoveries.ts';
import { runsTable } from './runs.ts';
import { style } from './style.ts';
import { summaryTable } from './summary.ts';

/** A comparison as one page that needs no other file and no script; `folder` is where the page will be, for its links. */
export function renderComparisonPage(untrusted: Comparison, folder: string): string {
  const comparison = clean(untrusted);
  const names = comparison.sentences.map(({ label }) => label).join(', ');
  return documentOf({ title: `Compared: ${names}`, style, body: body(comparison, folder) });
}

const body = ({ sentences, scenarios, leftOut }: Comparison, folder: string): View => html`
  <main>
    <header>
      <h1>${scenarios.length === 1 ? scenarios[0]?.title : `${scenarios.length} scenarios`}, compared</h1>
      ${told(sentences)}
    </header>
    ${scenarios.map((scenario, index) => scenarioSection({ scenario, index, folder, alone: scenarios.length === 1 }))}
    ${leftOut.length > 0 ? section({ id: 'left-out', title: 'Left out', body: html`<ul class="left-out">${leftOut.map((one) => html`<li><code>${one.folder}</code>: ${one.reason}</li>`)}</ul>` }) : null}
  </main>
  <footer>Made by norestart from the reports of these runs and from nothing else. Differences are tested two-sided by Mann and Whitney, each alone: of twenty that are none, one shows a p below 0.05. Shares have Wilson's 95 % interval.</footer>
`;

const told = (sentences: readonly GroupSentence[]): View => html`
  <ul class="told">${sentences.map(
    ({ label, verdict, text }) => html`
      <li class=${verdict}><p class="label">${verdictMark(verdict)} <strong>${label}</strong></p><p class="text">${text}</p></li>
    `,
  )}</ul>
`;

interface SectionOptions {
  readonly scenario: ScenarioComparison;
  readonly index: number;
  readonly folder: string;
  readonly alone: boolean;
}

function scenarioSection({ scenario, index, folder, alone }: SectionOptions): View {
  const values = scenario.services.flatMap(({ groups }) => groups.flatMap((group) => group.values));
  return section({
    id: `scenario-${index + 1}`,
    title: alone ? 'The groups side by side' : scenario.title,
    lead: html`Scenario <code>${scenario.scenario}</code>.`,
    body: html`
      ${alone ? null : told(scenario.sentences)}
      ${scenario.caution === null ? null : html`<p class="caution">${scenario.caution}</p>`}
      ${summaryTable(scenario)}
      <h3 class="part">Recovery, service by service</h3>
      <p class="lead">From the heal until it sent and heard again, seen from outside.</p>
      ${key(values.some(isNever))}
      ${recoveries(scenario)}
      ${runsTable(scenario, folder)}
    `,
  });
}

/** What the marks of the pictures mean. */
const key = (never: boolean): View => html`
  <ul class="key" aria-label="Key">
    <li><svg aria-hidden="true" focusable="false"><circle class="dot" cx="12" cy="8" r="4" /></svg>a run</li>
    ${never ? html`<li><svg aria-hidden="true" focusable="false"><path class="never-mark" d="M8 3l9 5l-9 5z" /></svg>a run in which it did not come back while it was watched</li>` : null}
    <li><svg aria-hidden="true" focusable="false"><rect class="median" x="10" y="0" width="3" height="16" /></svg>their median</li>
    <li><svg aria-hidden="true" focusable="false"><rect class="band" y="3" width="24" height="10" /></svg>where the median lies, by bootstrap</li>
  </ul>
`;
