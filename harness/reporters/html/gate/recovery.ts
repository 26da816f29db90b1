import type { GateResult } from '../../../suite/gate/result.ts';
import { recoveries, type ServiceRecoveries } from '../../ci/recoveries.ts';
import { html, type View } from '../html.ts';
import { section } from '../section.ts';
import { type Column, table } from '../table.ts';
import { counted, seconds } from '../words.ts';

export const recoveryColumns: readonly Column[] = [
  { head: 'Scenario' },
  { head: 'Service' },
  { head: 'Came back' },
  { head: 'Fastest', number: true },
  { head: 'Slowest', number: true },
];

/** How each service came back over all runs: what the budgets are held against. */
export function recoverySection({ runs }: GateResult): View {
  const rows = [...recoveries(runs)].flatMap(([name, services]) => services.map((service) => row(name, service)));
  return section({
    id: 'recovery',
    title: 'Recovery, service by service',
    lead: 'From the heal of each service’s own way to Kafka, over all runs of a scenario; budgets are held against these.',
    body:
      rows.length === 0
        ? html`<p>Nothing was measured.</p>`
        : html`<details><summary>${counted(rows.length, 'service', 'services')}, scenario by scenario</summary>${table({ name: 'recoveries', caption: 'Recovery of each service', columns: recoveryColumns, rows })}</details>`,
  });
}

const row = (name: string, service: ServiceRecoveries): View[] => [
  name,
  service.service,
  `${service.recovered} of ${service.runs}`,
  service.fastestMs === null ? 'never' : seconds(service.fastestMs),
  service.notWithinMs === null
    ? seconds(service.slowestMs ?? 0)
    : html`<strong class="never">not within ${seconds(service.notWithinMs)}</strong>`,
];
