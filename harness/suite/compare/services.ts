import { mannWhitney } from '../../util/statistics/mann-whitney.ts';
import { type Measured, measured, rankOf } from '../../util/statistics/measured.ts';
import { medianInterval, medianMeasured } from '../../util/statistics/median-measured.ts';
import type { Group } from './groups.ts';
import type { Difference, ServiceComparison, ServiceInGroup } from './model.ts';
import type { StoredReport } from './stored-run.ts';

export interface ServiceParts {
  readonly service: string;
  readonly groups: readonly Group[];
  readonly confidence: number;
}

/** How long a service took to recover in each group, and how that differs from the first. */
export function serviceComparison({ service, groups, confidence }: ServiceParts): ServiceComparison {
  const columns = groups.map(({ label, runs }) => {
    const values = runs.map((run) => measureOf(run, service));
    return { label, values: values.filter((value) => value !== null), runs: runs.length };
  });
  const [first] = columns;
  return {
    service,
    groups: columns.map(
      ({ label, values, runs }, index): ServiceInGroup => ({
        label,
        values,
        unmeasured: runs - values.length,
        median: values.length === 0 ? null : medianMeasured(values),
        interval: medianInterval(values, confidence),
        difference: first && index > 0 ? difference(values, first) : null,
      }),
    ),
  };
}

/**
 * What a run says of a service's recovery; null: nothing. A run that nobody can judge measured nothing, and in one that
 * was cut short a service that had not recovered yet had not had its time.
 */
export function measureOf({ verdict, services, steps }: StoredReport, name: string): Measured | null {
  const service = services.find((one) => one.service === name);
  if (!service || verdict === 'inconclusive' || service.healedAt === null) return null;
  const cutShort = steps.some(({ outcome }) => outcome === 'aborted' || outcome === 'unfinished');
  return service.afterMs === null && cutShort ? null : measured(service.afterMs, service.watchedMs);
}

function difference(
  values: readonly Measured[],
  first: { readonly label: string; readonly values: readonly Measured[] },
): Difference | null {
  if (values.length === 0 || first.values.length === 0) return null;
  const { effect, p, method } = mannWhitney(values.map(rankOf), first.values.map(rankOf));
  const leastP = leastTwoSided(values.length, first.values.length);
  return { against: first.label, longerInShare: effect, p: p.twoSided, method, leastP };
}

/** Of all ways of dealing the values to both groups, only two are as clear as can be. */
function leastTwoSided(one: number, other: number): number {
  let ways = 1;
  for (let step = 1; step <= one; step += 1) ways = (ways * (other + step)) / step;
  return Math.min(1, 2 / ways);
}
