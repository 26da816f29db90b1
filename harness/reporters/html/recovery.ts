import { recoveredWithin } from '../../checks/index.ts';
import type { Report, ServiceReport } from '../../report/model.ts';
import { couldTell } from '../../report/told.ts';
import { recoveredAfter, remark } from '../console/console.ts';
import { html, type View } from './html.ts';
import { marked } from './mark.ts';
import { section } from './section.ts';
import { barScale, stageBar, stageKey } from './stage-bar.ts';
import { type Stage, stageOrder, stageTimes } from './stage-spans.ts';
import { type Column, table } from './table.ts';
import { seconds } from './words.ts';

export const recoveryColumns: readonly Column[] = [
  { head: 'Service' },
  { head: 'Recovered after' },
  { head: 'Sends after', number: true },
  { head: 'Hears after', number: true },
  { head: 'Remark' },
];

export const stageColumns: readonly Column[] = [
  { head: 'Service' },
  { head: 'Broker reached', number: true },
  { head: 'Leaders known', number: true },
  { head: 'Group joined', number: true },
  { head: 'First fetch', number: true },
  { head: 'First answer', number: true },
  { head: 'Nothing left', number: true },
];

/** How long each service took from the heal, of what stages that is made, and whether a request then went all the way. */
export function recoverySection({ services, drill, checks }: Report): View {
  const scale = barScale(services);
  return section({
    id: 'recovery',
    title: 'Recovery, service by service',
    lead: `Counted from the moment Kafka was usable again on the service’s own route, and seen from outside: in Kafka itself, not from what a service says. Bars run from 0 to ${seconds(scale.domain()[1] ?? 0)}.`,
    body: html`
      ${stageKey(services)}
      ${table({
        name: 'recovery',
        caption: 'Recovery of each service',
        columns: recoveryColumns,
        rows: services.map((service) => row(service, scale)),
      })}
      <p class="drill">${drillWords(drill, couldTell(checks, recoveredWithin.name))}</p>
      ${stagesTable(services)}
    `,
  });
}

const row = (service: ServiceReport, scale: ReturnType<typeof barScale>): View[] => [
  service.service,
  html`<span class=${service.afterMs === null ? 'never' : 'took'}>${recoveredAfter(service)}${stageBar(service, scale)}</span>`,
  direction(service.sendsAfterMs, service),
  direction(service.hearsAfterMs, service),
  service.afterMs !== null && service.kafka && !service.restartTest && service.restarts === 0
    ? marked('recovered', 'by itself')
    : remark(service).replaceAll(/(\d) s\b/g, '$1\u00a0s'),
];

const direction = (after: number | null, { kafka }: ServiceReport): string =>
  after === null ? (kafka ? 'not seen' : 'not on Kafka') : seconds(after);

const drillWords = (drill: Report['drill'], told: boolean): View =>
  drill
    ? html`${marked('recovered', 'Drill done:')} request <code>${drill.operation}</code>, asked ${seconds(drill.askedAt)} into the run, after the heal, went all the way in ${seconds(drill.doneAt - drill.askedAt)}.`
    : html`${marked(told ? 'violated' : 'inconclusive', 'No drill:')} of what was asked after the heal, nothing was seen to go all the way${told ? '' : ' before the watch ended'}.`;

/** The bars as a table, and from the beginning of the heal: so it also says how much of the time was Kafka's own. */
function stagesTable(services: readonly ServiceReport[]): View {
  const staged = services.filter(({ stages }) => stages !== undefined);
  if (staged.length === 0) return null;
  return html`
    <details>
      <summary>The stages as a table, from the beginning of the heal</summary>
      ${table({ name: 'stages', caption: 'When each stage was done', columns: stageColumns, rows: staged.map(stageRow) })}
      <p class="quiet small">A later stage proves an earlier one, so none is said to be done after one that needs it. What came before Kafka was usable on a service’s route is no part of its bar.</p>
    </details>
  `;
}

function stageRow(service: ServiceReport): View[] {
  const times = new Map<Stage, number>(stageTimes(service));
  const time = (stage: Stage) => {
    const after = times.get(stage);
    return after === undefined ? 'not seen' : seconds(after);
  };
  return [service.service, ...stageOrder.map(time)];
}

export const recoveryStyle = `
.took, .never { display: block; min-width: 9rem; font-weight: 600; }
.never { color: var(--bad); }
.took .bar, .never .bar { margin-top: .15rem; }
.recovery thead th:first-child { min-width: 6rem; }
@media (min-width: 40.01rem) { .recovery td:nth-child(2) { width: 42%; } }
.drill { margin: 1rem 0 0; }
@media (max-width: 40rem) { .recovery td:nth-child(2) { display: block; } .recovery td:nth-child(2)::before { display: none; } }
`;
