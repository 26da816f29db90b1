import { noDuplicates, noLoss } from '../../checks/index.ts';
import type { RestartTestResult } from '../../model/fact.ts';
import { isNever, rankOf } from '../../util/statistics/measured.ts';
import { medianMeasured } from '../../util/statistics/median-measured.ts';
import { wilson } from '../../util/statistics/wilson.ts';
import type { Group } from './groups.ts';
import type { Count, GroupSummary, RunInGroup, ServiceComparison } from './model.ts';
import { measureOf } from './services.ts';
import type { StoredRun } from './stored-run.ts';

export interface SummaryParts {
  readonly group: Group;
  readonly services: readonly ServiceComparison[];
  readonly confidence: number;
}

/** A group of runs in a few numbers. */
export function summary({ group: { label, runs }, services, confidence }: SummaryParts): GroupSummary {
  const count = runs.filter(({ verdict }) => verdict === 'recovered').length;
  return {
    label,
    runs: runs.map(runInGroup),
    recovered: { count, of: runs.length, interval: wilson(count, runs.length, confidence) },
    inconclusive: runs.filter(({ verdict }) => verdict === 'inconclusive').length,
    slowest: slowest(label, services),
    requests: runs.reduce((sum, { ledger }) => sum + ledger.length, 0),
    lost: total(runs.map(lostIn)),
    doubled: total(runs.map(doubledIn)),
    restartsByHand: total(runs.map(restartedIn)),
  };
}

const runInGroup = (stored: StoredRun): RunInGroup => ({
  run: stored.run,
  folder: stored.folder,
  startedAt: stored.startedAt,
  verdict: stored.verdict,
  recoveries: stored.services.map(({ service }) => ({ service, value: measureOf(stored, service) })),
});

function slowest(label: string, services: readonly ServiceComparison[]): GroupSummary['slowest'] {
  const medians = services.flatMap(({ service, groups }) => {
    const median = groups.find((group) => group.label === label)?.median;
    return median ? [{ services: [service], median }] : [];
  });
  const never = medians.filter(({ median }) => isNever(median));
  if (never.length > 0) {
    const median = medianMeasured(never.map((one) => one.median));
    return { services: never.flatMap((one) => one.services), median };
  }
  const [latest] = medians.toSorted((one, other) => rankOf(other.median) - rankOf(one.median));
  return latest ?? null;
}

/** Null stands for a run that cannot tell. */
const total = (each: readonly (number | null)[]): Count => ({
  count: each.reduce((sum: number, count) => sum + (count ?? 0), 0),
  inRuns: each.filter((count) => count !== null && count > 0).length,
  untold: each.filter((count) => count === null).length,
});

const said = ({ checks }: StoredRun, name: string): string =>
  checks.find((check) => check.name === name)?.verdict ?? 'inconclusive';

/** Without the word of its check, nobody has looked whether the topics were read to their end. */
const lostIn = (run: StoredRun): number | null =>
  said(run, noLoss.name) === 'inconclusive' ? null : run.ledger.filter(({ lost }) => lost).length;

/** Older reports tell that there were some, and not how many. */
function doubledIn(run: StoredRun): number | null {
  const word = said(run, noDuplicates.name);
  if (word === 'inconclusive') return null;
  if (word === 'recovered') return 0;
  const known = run.ledger.every(({ doubled }) => doubled !== undefined);
  return known ? run.ledger.filter(({ doubled }) => doubled).length : null;
}

/** Results of which nobody can say whether the service needed a restart of its own. */
const untold: readonly (RestartTestResult | undefined)[] = [undefined, 'together', 'unobserved'];

/** Where one that never came back was not restarted by hand, or not alone, nobody knows whether that would have helped. */
function restartedIn({ services, verdict }: StoredRun): number | null {
  if (verdict === 'inconclusive') return null;
  if (services.some(({ afterMs, restartTest }) => afterMs === null && untold.includes(restartTest?.result)))
    return null;
  return services.filter(({ restartTest }) => restartTest?.result === 'helped').length;
}
