import type { Verdict } from '../../../model/verdict.ts';
import type { GateOutcome, GateResult } from '../../../suite/gate/result.ts';
import { cleanResult } from '../../ci/text.ts';
import { documentOf } from '../document.ts';
import { html, type View } from '../html.ts';
import { markStyle, verdictMark } from '../mark.ts';
import { sectionStyle } from '../section.ts';
import { stacked, tableStyle } from '../table.ts';
import { theme } from '../theme.ts';
import { verdictStyle } from '../verdict.ts';
import { counted, instant, seconds } from '../words.ts';
import { findingsSection, findingsStyle } from './findings.ts';
import { recoveryColumns, recoverySection } from './recovery.ts';
import { runsColumns, runsSection, runsStyle } from './runs.ts';

/** A gate as one page that needs no other file and no script; the reports of its runs are a click away. */
export function renderGatePage(untrusted: GateResult): string {
  const result = cleanResult(untrusted);
  return documentOf({ title: `${outcomeWords[result.outcome]}: resilience gate`, style, body: body(result) });
}

const body = (result: GateResult): View => html`
  <main>
    ${outcomeHeader(result)}
    ${findingsSection(result)}
    ${runsSection(result)}
    ${recoverySection(result)}
  </main>
  <footer>Made by norestart on <time datetime=${result.startedAt}>${instant(result.startedAt)}</time> in ${seconds(result.tookMs)}; <a href="gate.json">gate.json</a> has the same for programs.</footer>
`;

const outcomeWords: Readonly<Record<GateOutcome, string>> = {
  passed: 'Passed',
  warned: 'Passed with warnings',
  failed: 'Failed',
  inconclusive: 'Inconclusive',
};

/** The signs of the three verdicts serve for the four outcomes; the word beside them tells them apart. */
const marks: Readonly<Record<GateOutcome, Verdict>> = {
  passed: 'recovered',
  warned: 'inconclusive',
  failed: 'violated',
  inconclusive: 'inconclusive',
};

/** What a reader must know who reads nothing else. */
const outcomeHeader = (result: GateResult): View => html`
  <header class=${marks[result.outcome]}>
    <h1>Resilience gate</h1>
    <div class="verdict">
      <p class="badge">${verdictMark(marks[result.outcome])}<strong>${outcomeWords[result.outcome]}</strong></p>
      <p class="sentence">${result.sentence}</p>
    </div>
    ${result.withoutBaseline === null ? null : html`<p class="story">${result.withoutBaseline}</p>`}
    <dl class="facts">${about(result).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
  </header>
`;

const about = ({ runs, startedAt, tookMs, shard, machine }: GateResult): [string, View][] => [
  ['Runs', counted(runs.length, 'run')],
  ['Started', html`<time datetime=${startedAt}>${instant(startedAt)}</time>`],
  ['Took', seconds(tookMs)],
  ...(shard ? [['Part', `${shard.index} of ${shard.of}`] satisfies [string, View]] : []),
  ['Machine', `${machine.cpu}, ${counted(machine.cores, 'core')}, ${machine.platform}`],
  ['Versions', `Kafka ${machine.kafka}, Node ${machine.node}`],
];

const ownStyle = `
header h1 { margin: 0 0 1rem; }
header .story { margin: 1.25rem 0 0; }
header .facts { margin-top: 1.5rem; }
.never { color: var(--bad); }
`;

/** The look of a run's report, for a page about many. */
const style = [
  theme,
  sectionStyle,
  markStyle,
  verdictStyle,
  tableStyle,
  findingsStyle,
  stacked('runs', runsColumns),
  runsStyle,
  stacked('recoveries', recoveryColumns),
  ownStyle,
].join('');
