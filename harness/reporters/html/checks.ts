import type { Report } from '../../report/model.ts';
import { html, type View } from './html.ts';
import { distinct, lineRanges } from './line-ranges.ts';
import { marked } from './mark.ts';
import { section } from './section.ts';
import { verdictWord } from './verdict.ts';
import { counted } from './words.ts';

type Check = Report['checks'][number];
const worstFirst = ['violated', 'inconclusive', 'recovered'];
const becauseAtMost = 500;

/** What each check claims, what it found, and on which facts that rests. */
export const checksSection = ({ checks, unread = [], facts }: Report): View =>
  section({
    id: 'checks',
    title: 'What the checks say',
    lead: html`The worst of these is the verdict. Each is a pure function of the ${counted(facts, 'fact')} in <a href="history.jsonl">history.jsonl</a>, one a line.`,
    body:
      checks.length === 0
        ? html`<p>Nothing was checked.</p>`
        : html`<ul class="checks">${[...checks].sort(byVerdict).map(checkView)}</ul>${notEvidence(unread)}`,
  });

const notEvidence = (unread: readonly string[]): View =>
  unread.length === 0
    ? null
    : html`<h3>What is not evidence of anything</h3><ul class="unread">${unread.map((text) => html`<li>${text}</li>`)}</ul>`;

const byVerdict = (one: Check, other: Check): number =>
  worstFirst.indexOf(one.verdict) - worstFirst.indexOf(other.verdict);

const checkView = ({ name, claim, verdict, exercised, because, lines }: Check): View => html`
  <li>
    <div class="check-head"><h3>${name}</h3>${marked(verdict, word(verdict, exercised))}</div>
    <p class="claim">${claim}</p>
    ${reason(because)}
    <p class="quiet small">${restsOn(distinct(lines))}</p>
  </li>
`;

const restsOn = (lines: Uint32Array): string =>
  lines.length === 0 ? 'rests on no fact' : `rests on ${counted(lines.length, 'fact')}: line ${lineRanges(lines)}`;

const word = (verdict: Check['verdict'], exercised: Check['exercised']): string =>
  exercised === false ? 'Not exercised' : verdict === 'recovered' ? 'Holds' : verdictWord(verdict);

/** A check that fails a thousand times says so a thousand times: the beginning is enough to start with. */
const reason = (because: string): View =>
  because.length <= becauseAtMost
    ? html`<p class="because">${because}</p>`
    : html`<p class="because">${because.slice(0, becauseAtMost).toWellFormed()} …</p><details><summary>All that it says</summary><p>${because.slice(0, 20_000).toWellFormed()}</p></details>`;

export const checksStyle = `
.checks { list-style: none; margin: 0; padding: 0; }
.checks li { border-top: 1px solid var(--line); padding: .8rem 0; display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 0 1.5rem; }
.checks li > * { grid-column: 2; margin: 0; }
.checks .check-head { grid-column: 1; grid-row: 1 / span 4; }
.checks h3 { overflow-wrap: anywhere; }
.claim { color: var(--quiet); }
.because, .unread { overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  .checks li { display: block; }
  .check-head { display: flex; justify-content: space-between; flex-wrap: wrap; gap: .25rem 1rem; }
}
`;
