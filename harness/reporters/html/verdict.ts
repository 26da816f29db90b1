import type { Verdict } from '../../model/verdict.ts';
import type { Report } from '../../report/model.ts';
import { glance } from './glance.ts';
import { html, type View } from './html.ts';
import { verdictMark } from './mark.ts';
import { instant } from './words.ts';

const words: Readonly<Record<Verdict, string>> = {
  recovered: 'Recovered',
  violated: 'Violated',
  inconclusive: 'Inconclusive',
};

export const verdictWord = (verdict: Verdict): string => words[verdict];

/** What a reader must know who reads nothing else: the verdict, the sentence, and what run it is about. */
export const verdictHeader = (report: Report): View => html`
  <header class=${report.verdict}>
    <div class="verdict">
      <p class="badge">${verdictMark(report.verdict)}<strong>${words[report.verdict]}</strong></p>
      <p class="sentence">${report.sentence}</p>
    </div>
    ${glance(report)}
    <h1>${report.title}</h1>
    <p class="story">${report.story}</p>
    <dl class="facts">${about(report).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
  </header>
`;

const about = (report: Report): [string, View][] => [
  ['Scenario', report.scenario],
  ['System', report.system],
  ['Variant', report.variant],
  ['Runtime', report.runtime],
  ['Started', html`<time datetime=${report.startedAt}>${instant(report.startedAt)}</time>`],
  ['Run', report.run],
];

export const verdictStyle = `
.verdict { background: var(--tint); border: 1px solid var(--mark); border-left-width: .5rem; border-radius: .5rem; padding: 1.5rem 1.75rem 1.6rem; }
.violated .verdict { border-style: double; border-width: 3px 3px 3px .5rem; }
.inconclusive .verdict { border-style: dashed; border-left-style: dashed; }
.badge { display: flex; align-items: center; gap: .6rem; margin: 0 0 .75rem; color: var(--mark); font-size: 1.125rem; }
.badge strong { text-transform: uppercase; letter-spacing: .09em; font-weight: 750; }
.badge .mark { width: 2rem; height: 2rem; }
.badge .sign { stroke: var(--tint); }
.sentence { font-size: clamp(1.25rem, .95rem + 1.4vw, 1.75rem); line-height: 1.32; font-weight: 560; letter-spacing: -.012em; margin: 0; max-width: 46ch; text-wrap: pretty; }
h1 { font-size: 1.375rem; line-height: 1.25; font-weight: 650; margin: 2rem 0 .3rem; letter-spacing: -.01em; }
.story { color: var(--quiet); max-width: 68ch; margin: 0 0 1.25rem; text-wrap: pretty; }
.facts { display: flex; flex-wrap: wrap; gap: .75rem 2rem; margin: 0; }
.facts dt { color: var(--quiet); font-size: .8125rem; }
.facts dd { margin: 0; }
@media (max-width: 40rem) {
  .verdict { padding: 1.1rem 1.1rem 1.2rem; }
  .facts { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem 1rem; }
}
`;
