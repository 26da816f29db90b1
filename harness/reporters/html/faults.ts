import { faultEffective } from '../../checks/fault-effective.ts';
import { convincing } from '../../model/evidence.ts';
import type { FaultReport, Report } from '../../report/model.ts';
import { html, type View } from './html.ts';
import { distinct, lineRanges } from './line-ranges.ts';
import { marked } from './mark.ts';
import { section } from './section.ts';
import { counted, seconds } from './words.ts';

/** The letter by which the timeline calls a fault. */
export const faultLetter = (index: number): string => String.fromCharCode(65 + (index % 26));

/** Proof that the fault happened: without it, whatever the services did says nothing about that fault. */
export const faultsSection = ({ faults, checks }: Report): View =>
  section({
    id: 'faults',
    title: 'What was broken, and the proof of it',
    lead: checks.find(({ name }) => name === faultEffective.name)?.because ?? 'no check looked for faults',
    body: html`${faults.map(faultProof)}${faults.length === 0 ? html`<p>No fault was injected in this run.</p>` : null}`,
  });

const faultProof = (fault: FaultReport, index: number): View => html`
  <article class="fault-proof">
    <h3><span class="letter">${faultLetter(index)}</span> ${fault.title}</h3>
    <p class="when">
      <code>${fault.name}</code>, there from ${seconds(fault.from)} for ${seconds(fault.healFrom - fault.from)}; healed in ${seconds(fault.to - fault.healFrom)}, at ${seconds(fault.to)}
    </p>
    <p>${convincing(fault.evidence) ? marked('recovered', 'Proven: all of it was seen') : marked('inconclusive', unproven(fault))}</p>
    <ul class="observations">${fault.evidence.map(observation)}</ul>
  </article>
`;

function unproven({ evidence }: FaultReport): string {
  const missing = evidence.filter(({ holds }) => !holds).length;
  return evidence.length === 0
    ? 'Not proven: nothing was looked for'
    : `Not proven: ${missing} of ${counted(evidence.length, 'observation')} did not hold`;
}

const observation = ({ sentence, holds, lines }: FaultReport['evidence'][number]): View => html`
  <li class=${holds ? 'recovered' : 'inconclusive'}>
    <span class="holds">${holds ? '✓ seen' : '✗ not so'}</span>
    <span>${sentence} <span class="quiet">${lines.length > 0 ? `(line ${lineRanges(distinct(lines))})` : '(no fact shows it)'}</span></span>
  </li>
`;

export const faultsStyle = `
.fault-proof + .fault-proof { margin-top: 2rem; }
.fault-proof p { margin: .25rem 0 .6rem; }
.letter { display: inline-block; min-width: 1.5em; text-align: center; font-size: .875rem; line-height: 1.5em; border-radius: .2rem; background: var(--fault); color: var(--paper); margin-right: .25rem; }
.when { color: var(--quiet); }
.observations { list-style: none; margin: 0; padding: 0; }
.observations li { display: grid; grid-template-columns: 5rem minmax(0, 1fr); gap: .5rem; padding: .4rem 0; border-top: 1px solid var(--line); }
.holds { color: var(--mark); font-weight: 600; white-space: nowrap; }
`;
