import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { greatest } from '../../analysis/extremes.ts';
import type { ServiceReport } from '../../report/model.ts';
import { html, type View } from './html.ts';
import { type Stage, stageOrder, stageSpans, stageWords } from './stage-spans.ts';
import { seconds } from './words.ts';

/** One scale for all bars, in percent of a bar's width: as long as the longest recovery, or the watch where one never came. */
export function barScale(services: readonly ServiceReport[]): ScaleLinear<number, number> {
  const lengths = services.flatMap((service) => [
    service.afterMs === null ? service.watchedMs : service.afterMs,
    ...(service.afterMs === null ? [] : stageSpans(service).map(({ to }) => to)),
  ]);
  return scaleLinear([0, greatest(lengths, 100)], [0, 100]).nice(4);
}

/**
 * A service's recovery as a length, in the stages of which it is made: their patterns are told apart without colour.
 * One that never came is no length at all: it is drawn hatched, dashed and open, up to where the watch ended, with the
 * stages that it did reach, and an arrow says that nobody knows how far it goes.
 */
export const stageBar = (service: ServiceReport, scale: ScaleLinear<number, number>): View => html`
  <svg class="bar" aria-hidden="true" focusable="false">
    <rect class="ground" y="8" width="100%" height="2" />
    ${service.afterMs === null ? open(scale(service.watchedMs)) : null}
    ${stageSpans(service).map(({ stage, from, to }) => html`<g class=${`stage ${stage}`}><rect x=${percent(scale(from))} y="1" width=${percent(Math.max(0.3, scale(to) - scale(from)))} height="16"><title>${stageWords[stage]}, ${seconds(to)}</title></rect></g>`)}
    ${service.afterMs === null ? null : done(scale(service.afterMs))}
  </svg>
`;

const percent = (value: number): string => `${Number(value.toFixed(2))}%`;

const done = (at: number): View => html`<circle class="length" cx=${percent(at)} cy="9" r="5" />`;

const open = (at: number): View => html`
  <rect class="open" y="1" width=${percent(at)} height="16" />
  <svg x=${percent(at)} overflow="visible"><path d="M-9 3l7 6l-7 6" fill="none" stroke="currentColor" stroke-width="2" /></svg>
`;

/** What the pieces of the bars are; only those that there are. */
export function stageKey(services: readonly ServiceReport[]): View {
  const present = new Set(services.flatMap((service) => stageSpans(service).map(({ stage }) => stage)));
  const never = services.some(({ afterMs }) => afterMs === null);
  const came = services.some(({ afterMs }) => afterMs !== null);
  if (present.size === 0 && !never) return null;
  return html`
    <ul class="key">
      ${stageOrder.filter((stage) => present.has(stage)).map((stage) => html`<li>${sample(stage)}until ${keyWords[stage]}</li>`)}
      ${came ? html`<li><svg aria-hidden="true" focusable="false"><circle class="length" cx="50%" cy="50%" r="5" /></svg>it sends and hears again</li>` : null}
      ${never ? html`<li><svg aria-hidden="true" focusable="false"><rect class="open" width="100%" height="100%" /></svg>watched, and it did not come back</li>` : null}
    </ul>
  `;
}

const keyWords: Readonly<Record<Stage, string>> = {
  tcp: 'the broker is reached',
  metadata: 'leaders are known',
  joined: 'the group is joined',
  fetched: 'the first fetch',
  effect: 'the first answer',
  caughtUp: 'nothing is left over',
};

const sample = (stage: Stage): View =>
  html`<svg aria-hidden="true" focusable="false"><g class=${`stage ${stage}`}><rect width="100%" height="100%" /></g></svg>`;

export const stageStyle = `
.bar { display: block; width: 100%; height: 18px; overflow: visible; }
.bar .length, .key .length { fill: var(--good); stroke: var(--paper); stroke-width: 1.5; }
.bar .open, .key .open { fill: url(#never); stroke: var(--bad); stroke-dasharray: 3 3; }
.stage rect { stroke: var(--stage-edge); }
.tcp rect { fill: var(--paper); } .metadata rect { fill: url(#stage-metadata); } .joined rect { fill: url(#stage-joined); }
.fetched rect { fill: url(#stage-fetched); } .effect rect { fill: var(--stage); } .caughtUp rect { fill: url(#stage-caughtUp); }
#stage-metadata rect, #stage-joined rect, #stage-fetched rect, #stage-caughtUp rect { fill: var(--paper); }
pattern[id^='stage-'] path { stroke: var(--stage-edge); }
`;
