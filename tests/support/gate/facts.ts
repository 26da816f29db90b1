import type { Baseline } from '../../../harness/suite/gate/baseline.ts';
import type { GateFacts } from '../../../harness/suite/gate/judge.ts';
import { parseBudget } from '../../../harness/suite/gate/parse-budget.ts';
import type { Fingerprint, GateRun } from '../../../harness/suite/gate/result.ts';

export const machine: Fingerprint = { cpu: 'A', cores: 2, platform: 'linux x64', node: '24.8.0', kafka: '4.4.0' };
export const today = '2026-11-25';

/** A run in which central took so long, in milliseconds; null: it never came back. */
export function ranIn(afterMs: number | null, changed: Partial<GateRun> = {}): GateRun {
  const central = { service: 'central', kafka: true, afterMs, watchedMs: 30_000, restarts: 0 };
  return {
    ...{ scenario: 'slow-kafka', title: 'Kafka starts slowly', variant: 'resilient', runtime: 'native', repeat: 1 },
    ...{ verdict: 'recovered', control: false, sentence: 'It recovered.', tookMs: 20_000, folder: 'slow-kafka-1' },
    startedAt: '2026-11-25T10:00:00.000Z',
    services: [{ ...central, stages: { from: 0, tcp: 100, effect: 900 } }],
    ...{ checks: [], output: null },
    ...changed,
  };
}

export const canary = (changed: Partial<GateRun> = {}): GateRun =>
  ranIn(100, { scenario: 'canary', control: true, verdict: 'violated', folder: 'canary-1', ...changed });

export const budgetText = `format: 1
scenarios:
  - tag: gate
budgets:
  - recovery: { warn: 1 s, fail: 2 s }
`;

export function baseline(times: readonly (number | null)[], changed: Partial<Baseline> = {}): Baseline {
  const services = { central: [...times] };
  const known = { variant: 'resilient', runtime: 'native', tookMs: times.map(() => 20_000), services };
  return { format: 2, madeOn: today, machine, versions: {}, scenarios: { 'slow-kafka': known }, ...changed };
}

/** A gate in which all is well, with what was changed. */
export function facts(changed: Partial<GateFacts> & { readonly budgetAfter?: string } = {}): GateFacts {
  const { budgetAfter = '', runs = [ranIn(500), canary()], ...rest } = changed;
  return {
    budget: parseBudget(budgetText + budgetAfter, 'budget.yaml'),
    fileOf: (name) => `scenarios/${name}.ts`,
    planned: runs.map(({ scenario, repeat, control }) => ({ scenario, repeat, control })),
    runs,
    baseline: null,
    machines: [machine],
    today,
    startedAt: '2026-11-25T10:00:00.000Z',
    tookMs: 40_000,
    shard: null,
    ...rest,
  };
}
