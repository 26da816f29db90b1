import type { Excerpt } from '../../../report/beside.ts';
import type { Report, TopicLane } from '../../../report/model.ts';
import { html, type View } from '../html.ts';
import { section } from '../section.ts';
import { counted } from '../words.ts';
import { byHand, byHandShade, byHandWords } from './by-hand.ts';
import { excerptLinks } from './excerpt-links.ts';
import { laneView } from './lane.ts';
import { pileUp, recordTicks } from './record-ticks.ts';
import { requestsLane } from './requests.ts';
import { laneRow } from './row.ts';
import { percent, type TimeScale, timeScale } from './scale.ts';
import { type Look, lookOf, met, said } from './stretch.ts';
import { stretchTable } from './stretches.ts';
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

const ticksAbout = 10;
/** More than these do not fit on a phone: there every second one has no number. */
const numbersOnPhone = 6;

/** Lines through all lanes at round times. */
const grid = (scale: TimeScale): View => html`
  <g class="grid">${secondsOf(scale).map((second) => html`<line x1=${place(scale, second)} x2=${place(scale, second)} y1="0" y2="100%" />`)}</g>
`;

/** The numbers below those lines, in seconds since the run began. */
function axis(scale: TimeScale): View {
  const ticks = secondsOf(scale);
  const sparse = ticks.length > numbersOnPhone;
  return html`
    <svg class="axis" aria-hidden="true" focusable="false">
      ${ticks.map((second, index) => html`<text class=${sparse && index % 2 === 1 ? 'desk' : undefined} x=${place(scale, second)} y="1.1em" text-anchor=${anchor(scale(second * 1000))}>${second} s</text>`)}
    </svg>
  `;
}

function secondsOf(scale: TimeScale): number[] {
  const [from = 0, to = 0] = scale.domain();
  return scale
    .copy()
    .domain([from / 1000, to / 1000])
    .ticks(ticksAbout);
}

const place = (scale: TimeScale, second: number): string => percent(scale(second * 1000));

/** At the edges a number stands inside. */
const anchor = (at: number): string => (at < 3 ? 'start' : at > 97 ? 'end' : 'middle');

/** Every look, in the order in which it is explained. Well is well: an answer and a good word look alike. */
const meanings: readonly (readonly [readonly Look[], string, string])[] = [
  [['answers', 'ready'], 'well', 'Kafka answers; a service says ready'],
  [['waiting'], 'between', 'a service says that it waits'],
  [['not-ready'], 'between', 'Kafka answers that it is not ready'],
  [['refused'], 'trouble', 'refused'],
  [['closed'], 'trouble', 'closed at once'],
  [['reset'], 'trouble', 'reset'],
  [['silent'], 'trouble', 'no answer'],
  [['garbled'], 'trouble', 'an answer without sense'],
  [['failing'], 'trouble', 'several of these by turns'],
  [['changing'], 'between', 'changing too fast to be drawn'],
];

/** What the colours and patterns of this picture mean; those that it has none of are left out. */
function key(report: Report, scale: TimeScale): View {
  const [, end = 0] = scale.domain();
  const present = new Set(report.lanes.flatMap((lane) => [...met(lane, end), ...said(lane, end)].map(lookOf)));
  return html`
    <ul class="key">
      ${meanings.filter(([looks]) => looks.some((look) => present.has(look))).map(ofState)}
      <li><svg aria-hidden="true" focusable="false"><path class="ticks" d="M6 18V10M12 18V2M18 18V10" /></svg>records, higher where many came at once</li>
      ${report.ledger.length > 0 ? html`<li><svg class="latency" aria-hidden="true" focusable="false"><path d="M6 15h.01M16 9h.01M26 4h.01" /></svg>a request, higher the longer it took; tenfold is one step</li>` : null}
      ${report.faults.length > 0 ? html`<li><svg aria-hidden="true" focusable="false"><rect class="under-fault" width="65%" height="100%" /><rect class="healing" x="65%" width="35%" height="100%" /><line class="healed" x1="100%" x2="100%" y2="100%" /></svg>under a fault, being healed, healed</li>` : null}
      ${byHand(report) ? html`<li><svg aria-hidden="true" focusable="false"><rect class="by-hand" width="100%" height="100%" /></svg>after the story: restarts by hand, as a proof</li>` : null}
    </ul>
  `;
}

const ofState = ([[look], tone, meaning]: (typeof meanings)[number]): View => html`
  <li><svg aria-hidden="true" focusable="false"><g class=${`${tone} ${look}`}><rect width="100%" height="100%" /></g></svg>${meaning}</li>
`;

/** What came into each topic over time, by the broker's own date. */
function topicsLane(topics: readonly TopicLane[], scale: TimeScale): View {
  if (topics.length === 0) return null;
  const { pictures, highest } = pileUp(topics, scale);
  return html`
    <div class="lane">
      <h3>Topics <span class="aside">as the broker dated each record</span></h3>
      ${pictures.map(({ of: { topic, records }, piles }) => laneRow(html`${topic}<span class="aside">: ${counted(records.length, 'record')}</span>`, recordTicks(records, piles, highest)))}
    </div>
  `;
}
