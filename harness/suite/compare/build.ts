import type { Group } from './groups.ts';
import type { Comparison, ScenarioComparison } from './model.ts';
import type { LeftOut } from './read-runs.ts';
import { caution, groupSentence, wholeSentences } from './sentence.ts';
import { serviceComparison } from './services.ts';
import type { StoredRun } from './stored-run.ts';
import { summary } from './summary.ts';

const confidence = 0.95;

export interface ComparisonParts {
  readonly groups: readonly Group[];
  readonly by: string | null;
  readonly leftOut: readonly LeftOut[];
}

/** Puts groups of runs side by side, scenario by scenario: pure, and the same each time. */
export function buildComparison({ groups, by, leftOut }: ComparisonParts): Comparison {
  const names = [...new Set(groups.flatMap(({ runs }) => runs.map(({ scenario }) => scenario)))].sort();
  const scenarios = names.map((name) => scenarioComparison(name, groups));
  return { format: 1, sentences: wholeSentences(scenarios), by, confidence, scenarios, leftOut };
}

function scenarioComparison(scenario: string, all: readonly Group[]): ScenarioComparison {
  const groups = all
    .map(({ label, runs }) => ({ label, runs: inOrder(runs.filter((run) => run.scenario === scenario)) }))
    .filter(({ runs }) => runs.length > 0);
  const runs = groups.flatMap((group) => group.runs);
  const names = [...new Set(runs.flatMap(({ services }) => services.map(({ service }) => service)))];
  const services = names.map((service) => serviceComparison({ service, groups, confidence }));
  const summaries = groups.map((group) => summary({ group, services, confidence }));
  return {
    scenario,
    title: runs.at(-1)?.title ?? scenario,
    sentences: summaries.map(groupSentence),
    caution: caution(summaries),
    groups: summaries,
    services,
  };
}

const inOrder = (runs: readonly StoredRun[]): StoredRun[] =>
  runs.toSorted((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt));
