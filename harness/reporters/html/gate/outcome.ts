import type { Verdict } from '../../../model/verdict.ts';
import type { GateOutcome, GateResult } from '../../../suite/gate/result.ts';
import { html, type View } from '../html.ts';
import { verdictMark } from '../mark.ts';
import { counted, instant, seconds } from '../words.ts';

export const outcomeWords: Readonly<Record<GateOutcome, string>> = {
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
export const outcomeHeader = (result: GateResult): View => html`
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
