import type { Finding, GateResult, GateRun } from '../../../harness/suite/gate/result.ts';

const service = (name: string, afterMs: number | null): GateRun['services'][number] => ({
  service: name,
  kafka: true,
  afterMs,
  watchedMs: 30_000,
  restarts: 0,
});

export const run: GateRun = {
  scenario: 'slow-kafka',
  title: 'Kafka starts slowly',
  variant: 'resilient',
  runtime: 'native',
  repeat: 1,
  verdict: 'recovered',
  control: false,
  sentence: 'All 3 services recovered by themselves; slowest: central, 0.21 s after Kafka was back.',
  tookMs: 12_345,
  startedAt: '2026-11-25T13:00:37.120Z',
  folder: 'slow-kafka-resilient-20261125-130037-bf5d',
  services: [service('central', 210), service('driver', 180), service('engine', 150)],
  checks: [
    { name: 'no-restart', verdict: 'recovered', because: '4 services are the processes that were started' },
    { name: 'no-loss', verdict: 'recovered', because: '41 of 41 requests came to their end' },
  ],
  output: null,
};

export const violatedRun: GateRun = {
  ...run,
  scenario: 'mid-run-outage',
  title: 'Kafka goes away in mid-run',
  verdict: 'violated',
  sentence: 'engine did not recover within 30.00 s; 3 of 41 charges lost.',
  folder: 'mid-run-outage-resilient-20261125-130212-1f0c',
  services: [service('central', 410), service('driver', 380), service('engine', null)],
  checks: [
    { name: 'no-restart', verdict: 'recovered', because: '4 services are the processes that were started' },
    { name: 'no-loss', verdict: 'violated', because: '3 requests were never sent' },
  ],
};

export const control: GateRun = {
  ...violatedRun,
  scenario: 'canary',
  title: 'A control that must be violated',
  control: true,
  folder: 'canary-resilient-20261125-130400-77aa',
};

export const inconclusiveRun: GateRun = {
  ...run,
  scenario: 'never-starts',
  title: 'Kafka never starts',
  verdict: 'inconclusive',
  sentence: 'Nobody can tell: steady-state was not exercised.',
  checks: [{ name: 'steady-state', verdict: 'inconclusive', exercised: false, because: 'nothing was asked' }],
};

export const missingRun: GateRun = {
  ...run,
  scenario: 'clock-moved',
  title: 'The clock of a service moves',
  verdict: 'missing',
  sentence: 'There is no libfaketime here.',
  folder: null,
  services: [],
  checks: [],
  output: 'norestart: find libfaketime: it is not installed\nWhat to do: install it.',
};

export const finding: Finding = {
  level: 'fail',
  kind: 'verdict',
  scenario: 'mid-run-outage',
  text: '1 of 1 runs was violated: engine did not recover within 30.00 s',
  file: 'scenarios/mid-run-outage.ts',
  line: null,
  quarantine: null,
};

export const budgetFinding: Finding = {
  ...finding,
  level: 'warn',
  kind: 'budget',
  scenario: 'slow-kafka',
  text: 'central came back 0.21 s after the heal, and 0.15 s are its budget',
  file: 'resilience.budget.yaml',
  line: 12,
};

export const quarantinedFinding: Finding = {
  ...finding,
  level: 'quarantined',
  quarantine: { owner: 'ada', reason: 'the outbox is being rewritten', until: '2026-12-24' },
};

const passed: GateResult = {
  format: 1,
  outcome: 'passed',
  sentence: 'All 2 runs are as they should be.',
  startedAt: '2026-11-25T13:00:37.120Z',
  tookMs: 61_000,
  shard: null,
  machine: { cpu: 'A CPU', cores: 2, platform: 'linux x64', node: '24.21.0', kafka: '4.4.0' },
  withoutBaseline: null,
  runs: [run, control],
  findings: [],
};

/** One of each outcome, and one of all that there is. */
export const gateResults = {
  passed,
  warned: {
    ...passed,
    outcome: 'warned',
    sentence: 'All runs recovered; 1 budget is exceeded.',
    findings: [budgetFinding],
  },
  quarantined: { ...passed, runs: [run, violatedRun], findings: [quarantinedFinding] },
  inconclusive: {
    ...passed,
    outcome: 'inconclusive',
    sentence: 'Nobody can tell of 2 of 3 runs.',
    runs: [run, inconclusiveRun, missingRun],
    findings: [{ ...finding, level: 'inconclusive', scenario: 'never-starts', text: '1 of 1 runs said nothing' }],
  },
  failed: {
    ...passed,
    outcome: 'failed',
    sentence: '1 of 5 runs was violated: mid-run-outage lost 3 charges.',
    shard: { index: 2, of: 4 },
    withoutBaseline: 'The baseline was measured on another kind of machine.',
    runs: [run, violatedRun, control, inconclusiveRun, missingRun],
    findings: [budgetFinding, finding],
  },
} as const satisfies Record<string, GateResult>;

/** Fields that norestart itself fills with its own words. */
const ownFields = new Set(['outcome', 'level', 'kind', 'verdict']);

/** The result with every foreign string in it replaced: whatever is shown of it, the text must stay a text. */
export function withText(result: GateResult, text: string): GateResult {
  const replaced = (value: unknown, field: string): unknown => {
    if (typeof value === 'string') return ownFields.has(field) ? value : text;
    if (Array.isArray(value)) return value.map((inner) => replaced(inner, field));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaced(inner, name)]));
  };
  return replaced(result, '') as GateResult;
}
