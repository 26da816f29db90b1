import { matcher } from '../../util/name-pattern.ts';
import { type Budget, type Limits, type Measure, measures, stages } from './budget.ts';
import { beyondInWords, inWords } from './duration.ts';
import type { Finding, GateRun } from './result.ts';
import type { GatePlanned } from './shards.ts';

/** Before anybody answered for it. */
export type Found = Omit<Finding, 'level' | 'quarantine'> & { readonly level: 'fail' | 'warn' | 'inconclusive' };

export interface Places {
  readonly budget: Budget;
  /** The file of a scenario, from the repository's root. */
  readonly fileOf: (scenario: string) => string;
}

/** What a run's verdict means to a gate: one that is as it should be means nothing. */
export function verdictFinding(run: GateRun, of: number, { fileOf }: Places): Found[] {
  const { scenario, verdict, control, sentence } = run;
  const which = of > 1 ? `run ${run.repeat} of ${of}: ` : '';
  const found = (level: Found['level'], kind: Found['kind'], text: string): Found[] => [
    { level, kind, scenario, text: `${which}${text}`, file: fileOf(scenario), line: null },
  ];
  if (verdict === 'missing' || verdict === 'defect') return found('inconclusive', 'not-run', sentence);
  if (verdict === 'inconclusive') return found('inconclusive', 'verdict', sentence);
  if (verdict === (control ? 'violated' : 'recovered')) return [];
  return found(
    'fail',
    'verdict',
    control ? 'This control must be violated and was not: nothing here shows that a failure would be seen.' : sentence,
  );
}

/** Runs that were meant and did not come to an end. */
export function notRun(planned: readonly GatePlanned[], runs: readonly GateRun[], { fileOf }: Places): Found[] {
  return [...Map.groupBy(planned, ({ scenario }) => scenario)].flatMap(([scenario, meant]): Found[] => {
    const made = runs.filter((run) => run.scenario === scenario).length;
    if (made >= meant.length) return [];
    const which = meant.length === 1 ? 'the run was' : `${meant.length - made} of ${meant.length} runs were`;
    const text = `${which} not begun, or not ended.`;
    return [{ level: 'inconclusive', kind: 'not-run', scenario, text, file: fileOf(scenario), line: null }];
  });
}

/** What a run took too long for. A control is there to fail, and a run that proved nothing has no times. */
export function budgetFindings(run: GateRun, of: number, { budget }: Places): Found[] {
  if (run.control || (run.verdict !== 'recovered' && run.verdict !== 'violated')) return [];
  const which = of > 1 ? `run ${run.repeat} of ${of}: ` : '';
  return run.services.flatMap((service) =>
    measures.flatMap((measure): Found[] => {
      const { warn, fail } = limitsFor(budget, run.scenario, service.service, measure);
      const over = (['fail', 'warn'] as const).flatMap((level): Found[] => {
        const limit = level === 'fail' ? fail : warn;
        const told = limit && excess(service, measure, limit.ms);
        if (!limit || !told) return [];
        const text = `${which}${service.service}: ${told.text} (budget: ${inWords(limit.ms)}, ${level})`;
        const unsure = told.unseen && level === 'fail' ? 'inconclusive' : level;
        const at = { file: budget.file, line: limit.line };
        return [{ level: unsure, kind: 'budget', scenario: run.scenario, text, ...at }];
      });
      return over.slice(0, 1);
    }),
  );
}

interface InForce {
  readonly ms: number;
  readonly line: number;
}

/** For each level, the last entry of the file that fits. */
function limitsFor(budget: Budget, scenario: string, service: string, measure: Measure) {
  const fitting = budget.limits.filter((limits) => fits(limits, scenario) && (limits.service ?? service) === service);
  const last = (key: 'warnMs' | 'failMs'): InForce | undefined =>
    fitting
      .flatMap(({ of }) => {
        const ms = of[measure]?.[key];
        return ms === undefined ? [] : [{ ms, line: of[measure]?.place.line ?? 1 }];
      })
      .at(-1);
  return { warn: last('warnMs'), fail: last('failMs') };
}

export const fits = ({ scenario }: Pick<Limits, 'scenario'>, name: string): boolean =>
  scenario === undefined || scenario === name || matcher(scenario)(name);

type Service = GateRun['services'][number];

/**
 * How a service is beyond a limit. A stage that nobody saw has happened by the time of a later one; if that is beyond
 * the limit, nobody can tell.
 */
function excess(service: Service, measure: Measure, limitMs: number): { text: string; unseen: boolean } | undefined {
  if (measure === 'recovery') {
    const { afterMs, watchedMs } = service;
    if (afterMs === null) return { text: `did not recover within ${inWords(Math.max(0, watchedMs))}`, unseen: false };
    return afterMs > limitMs
      ? { text: `recovered after ${beyondInWords(afterMs, limitMs)}`, unseen: false }
      : undefined;
  }
  // A service without Kafka has no such stages.
  if (!service.kafka) return undefined;
  const seen = service.stages?.[measure];
  if (seen !== undefined)
    return seen > limitMs ? { text: `${measure} after ${beyondInWords(seen, limitMs)}`, unseen: false } : undefined;
  const later = stages.slice(stages.indexOf(measure) + 1).flatMap((stage) => service.stages?.[stage] ?? []);
  if (later.length === 0) return { text: `nobody saw ${measure}, nor any stage after it`, unseen: false };
  const latest = Math.min(...later);
  return latest > limitMs ? { text: `nobody saw ${measure}; it was by ${inWords(latest)}`, unseen: true } : undefined;
}
