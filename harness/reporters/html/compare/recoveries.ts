import type { ScenarioComparison, ServiceComparison, ServiceInGroup } from '../../../suite/compare/model.ts';
import { differenceWords, intervalWords, measuredWords } from '../../../suite/compare/words.ts';
import { html, type View } from '../html.ts';
import { type Column, table } from '../table.ts';
import { type RecoveryScale, recoveryScale } from './scale.ts';
import { axis, strip } from './strip.ts';

export const recoveriesColumns: readonly Column[] = [
  { head: 'Group' },
  { head: 'Each run' },
  { head: 'Median' },
  { head: '95 % interval' },
  { head: 'Difference' },
];

/** Service by service: every run as a mark, its median, and how sure that is. */
export function recoveries(comparison: ScenarioComparison): View {
  const scale = recoveryScale(comparison);
  return html`${comparison.services.map((service) => serviceView(service, scale))}`;
}

const serviceView = ({ service, groups }: ServiceComparison, scale: RecoveryScale): View => html`
  <div class="service">
    <h4>${service}</h4>
    ${table({
      name: 'recoveries',
      caption: `Recovery of ${service} in each group`,
      columns: recoveriesColumns,
      rows: groups.map((group, index) => row(group, scale, index === groups.length - 1)),
    })}
  </div>
`;

const row = (group: ServiceInGroup, scale: RecoveryScale, last: boolean): View[] => [
  group.label,
  html`<div class="picture">${strip(group, scale)}${last ? axis(scale) : null}</div>`,
  group.median === null ? 'not measured' : measuredWords(group.median),
  group.median === null ? '–' : intervalWords(group.interval),
  html`<span>${group.difference === null ? '–' : differenceWords(group.difference)}${unmeasured(group)}</span>`,
];

const unmeasured = ({ unmeasured: count }: ServiceInGroup): View =>
  count === 0 ? null : html`<span class="small quiet block">not measured in ${count} more</span>`;
