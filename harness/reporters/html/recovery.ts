import type { Report, ServiceReport } from '../../report/model.ts';
import { recoveredAfter, remark, stagesWords } from '../console.ts';
import { html, type View } from './html.ts';
import { marked } from './mark.ts';
import { recoveryBar, recoveryScale } from './recovery-bar.ts';
import { section } from './section.ts';
import { type Column, table } from './table.ts';
import { seconds } from './words.ts';

export const recoveryColumns: readonly Column[] = [
  { head: 'Service' },
  { head: 'Recovered after' },
  { head: 'Sends after', number: true },
  { head: 'Hears after', number: true },
  { head: 'Restarts', number: true },
  { head: 'Remark' },
];

/** How long each service took from the heal, and whether a request then went all the way. */
export function recoverySection({ services, drill }: Report): View {
  const scale = recoveryScale(services);
  return section({
    id: 'recovery',
    title: 'Recovery, service by service',
    lead: `Counted from the moment Kafka was usable again, and seen from outside: in Kafka itself, not from what a service says. Bars run from 0 to ${seconds(scale.domain()[1] ?? 0)}.`,
    body: html`
      ${table({
        name: 'recovery',
        caption: 'Recovery of each service',
        columns: recoveryColumns,
        rows: services.map((service) => row(service, scale)),
      })}
      <p class="drill">${drillWords(drill)}</p>
    `,
  });
}

const row = (service: ServiceReport, scale: ReturnType<typeof recoveryScale>): View[] => [
  html`${service.service}<span class="identity">${identity(service)}</span>`,
  html`<span class=${service.afterMs === null ? 'never' : 'took'}>${recoveredAfter(service)}${recoveryBar(service, scale)}</span>`,
  direction(service.sendsAfterMs, service),
  direction(service.hearsAfterMs, service),
  service.restarts === 0 ? '0' : html`<strong>${service.restarts}</strong>`,
  html`${
    service.afterMs !== null && service.kafka && !service.proof && service.restarts === 0
      ? marked('recovered', 'by itself')
      : remark(service)
  }${wayBack(service)}`,
];

const wayBack = (service: ServiceReport): View => {
  const words = stagesWords(service);
  return words === '' ? null : html`<span class="identity">from the heal: ${words}</span>`;
};

const identity = ({ pid, startTime }: ServiceReport): string =>
  pid === null ? 'no process was seen' : `pid ${pid}${startTime === null ? '' : `, started ${startTime}`}`;

const direction = (after: number | null, { kafka }: ServiceReport): string =>
  after === null ? (kafka ? 'not seen' : 'not on Kafka') : seconds(after);

const drillWords = (drill: Report['drill']): View =>
  drill
    ? html`${marked('recovered', 'Drill done:')} request <code>${drill.operation}</code>, asked ${seconds(drill.askedAt)} into the run, after the heal, went all the way in ${seconds(drill.doneAt - drill.askedAt)}.`
    : html`${marked('violated', 'No drill:')} of what was asked after the heal, nothing was seen to go all the way.`;

export const recoveryStyle = `
.identity { display: block; font-weight: 400; font-size: .8125rem; color: var(--quiet); }
.took, .never { display: block; min-width: 9rem; }
.never { color: var(--bad); font-weight: 600; }
.bar { display: block; width: 100%; height: 12px; margin-top: .3rem; overflow: visible; }
.bar .ground { fill: var(--line); }
.bar .length { fill: var(--good); }
.bar .open { fill: url(#never); stroke: var(--bad); stroke-dasharray: 3 3; }
.recovery td:nth-child(2) { width: 32%; }
.drill { margin: 1rem 0 0; }
`;
