import type { Verdict } from '../../../model/verdict.ts';
import type { Finding, GateResult } from '../../../suite/gate/result.ts';
import { worstFirst } from '../../ci/worst-first.ts';
import { html, type View } from '../html.ts';
import { marked } from '../mark.ts';
import { section } from '../section.ts';

const words: Readonly<Record<Finding['level'], { word: string; mark: Verdict }>> = {
  fail: { word: 'Fails', mark: 'violated' },
  inconclusive: { word: 'Inconclusive', mark: 'inconclusive' },
  warn: { word: 'Warns', mark: 'inconclusive' },
  quarantined: { word: 'In quarantine', mark: 'inconclusive' },
};
const kinds: Readonly<Record<Finding['kind'], string>> = {
  verdict: 'verdict',
  budget: 'over budget',
  regression: 'regression',
  'expired-quarantine': 'quarantine has expired',
  'unused-quarantine': 'quarantine is not needed',
  'not-run': 'not run',
  'no-control': 'no control',
};
/** More make a page that nobody can read; all of them are in gate.json. */
const shownAtMost = 500;

/** What decided the outcome, the gravest first, each with the story that showed it, or the line of the budget. */
export function findingsSection({ findings }: GateResult): View {
  const sorted = worstFirst(findings);
  const more = sorted.length - shownAtMost;
  return section({
    id: 'findings',
    title: 'Findings',
    body:
      sorted.length === 0
        ? html`<p>${marked('recovered', 'Nothing was found: every run is as it should be, and within its budget.')}</p>`
        : html`
            <ul class="findings">${sorted.slice(0, shownAtMost).map(finding)}</ul>
            ${more > 0 ? html`<p>${more} more are in gate.json.</p>` : null}
          `,
  });
}

const finding = ({ level, kind, scenario, text, file, line, quarantine }: Finding): View => html`
  <li>
    <p class="level">${marked(words[level].mark, words[level].word)}</p>
    <div>
      <h3>${scenario} <span class="quiet">${kinds[kind]}</span></h3>
      <p>${text}</p>
      ${quarantine ? html`<p>Answered for by ${quarantine.owner} until ${quarantine.until}: ${quarantine.reason}</p>` : null}
      <p class="quiet small">In <code>${file}</code>${line === null ? '' : `, line ${line}`}</p>
    </div>
  </li>
`;

export const findingsStyle = `
.findings { list-style: none; margin: 0; padding: 0; }
.findings li { display: grid; grid-template-columns: 10rem minmax(0, 1fr); gap: 0 1.5rem; border-top: 1px solid var(--line); padding: .8rem 0; }
.findings p { margin: .15rem 0 0; }
.findings .level { margin: 0; }
.findings h3 .quiet { font-weight: 400; }
@media (max-width: 40rem) { .findings li { display: block; } .findings .level { margin-bottom: .35rem; } }
`;
