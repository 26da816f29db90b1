import type { Excerpt } from '../../../report/beside.ts';
import type { Report } from '../../../report/model.ts';
import { html, type View } from '../html.ts';
import { section } from '../section.ts';
import { axis, grid } from './axis.ts';
import { byHandShade, byHandWords } from './by-hand.ts';
import { excerptLinks } from './excerpt-links.ts';
import { key } from './key.ts';
import { laneView } from './lane.ts';
import { pileUp } from './record-ticks.ts';
import { requestsLane } from './requests.ts';
import { timeScale } from './scale.ts';
import { stretchTable } from './stretches.ts';
import { topicsLane } from './topics.ts';
import { letters, shades, windowList } from './windows.ts';

/** Each service over time, with what was broken behind it: who saw what, when, and who only said so. */
export function timelineSection(report: Report, excerpts: readonly Excerpt[]): View {
  const { lanes, faults, services, topics = [], ledger } = report;
  const scale = timeScale(report);
  const [, end = 0] = scale.domain();
  const { pictures, highest: highestPile } = pileUp(lanes, scale);
  const service = (name: string) => services.find((one) => one.service === name);
  return section({
    id: 'timeline',
    title: 'Over time',
    lead: 'Routes and records are seen from outside. What a service says of itself on /health is shown beside them, and never believed.',
    body: html`
      ${windowList(faults)}
      ${key(report, scale)}
      <div class="timeline">
        <svg class="behind" aria-hidden="true" focusable="false">${byHandShade(report, scale)}${shades(faults, scale)}${grid(scale)}</svg>
        ${faults.length > 0 ? letters(faults, scale) : null}
        ${byHandWords(report, scale)}
        ${pictures.map(({ of: lane, piles }) => laneView({ lane, service: service(lane.service), scale, piles, highestPile }))}
        ${topicsLane(topics, scale)}
        ${requestsLane(ledger, scale)}
        ${axis(scale)}
      </div>
      ${excerptLinks(excerpts, scale)}
      ${stretchTable(report, end)}
    `,
  });
}
