import { exitCode } from '../../model/failure.ts';
import type { Ended } from '../../suite/campaign.ts';
import { asExpected } from '../../suite/plan.ts';
import { aligned } from '../../util/plain-text.ts';

/** The end of a campaign: of each scenario and variant how many were recovered, and what was not as it should be. */
export function renderTotals(ended: readonly Ended[], planned: number): string {
  const variants = [...new Set(ended.map(({ planned: one }) => one.variant))];
  const scenarios = [...Map.groupBy(ended, ({ planned: one }) => one.name)];
  const rows = scenarios.map(([name, runs]) => [
    name,
    ...variants.map((variant) => share(runs.filter(({ planned: one }) => one.variant === variant))),
  ]);
  const wrong = ended.filter(({ planned: one, code }) => !asExpected(one, code));
  const names = [...new Set(wrong.map(({ planned: one }) => one.name))].join(', ');
  const missing = planned - ended.length;
  const all = `${ended.length - wrong.length} of ${planned} as they should be`;
  const rest = `${wrong.length === 0 ? '' : `; not: ${names}`}${missing === 0 ? '' : `; ${missing} did not run`}`;
  return [`${all}${rest}.`, '', ...aligned([['recovered', ...variants], ...rows])].join('\n');
}

const share = (runs: readonly Ended[]): string =>
  runs.length === 0 ? '-' : `${runs.filter(({ code }) => code === exitCode.recovered).length} of ${runs.length}`;
