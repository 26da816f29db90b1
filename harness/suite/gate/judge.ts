import type { Baseline } from './baseline.ts';
import { compareWithBaseline, type Surroundings } from './compare.ts';
import { budgetFindings, notRun, verdictFinding } from './findings.ts';
import { answeredFor, expired, unused } from './quarantine.ts';
import type { Finding, Fingerprint, GateOutcome, GateResult, GateRun } from './result.ts';
import { type GatePlanned, runKey, type Shard } from './shards.ts';
import { gateSentence } from './words.ts';

export interface GateFacts extends Surroundings {
  /** All that was to be run; of a part, what fell to it. */
  readonly planned: readonly GatePlanned[];
  readonly runs: readonly GateRun[];
  readonly baseline: Baseline | null;
  /** Where the runs were made: the first is told, all must be of a kind for times to be compared. */
  readonly machines: readonly [Fingerprint, ...Fingerprint[]];
  /** A day as ISO 8601 writes it, UTC. */
  readonly today: string;
  readonly startedAt: string;
  readonly tookMs: number;
  /** Of a part: what only the whole can tell is left to the merge. */
  readonly shard: Shard | null;
  /** Made to be measured by: controls, which have nothing to measure, were left out of it on purpose. */
  readonly forBaseline?: boolean;
}

/** What a gate found: a pure function of the runs, what is allowed, the baseline and the day. Nothing is run again. */
export function judgeGate(facts: GateFacts): GateResult {
  const { planned, budget, today, shard, machines, startedAt, tookMs } = facts;
  const order = new Map(planned.map((run, place) => [runKey(run), place]));
  const runs = facts.runs.toSorted((one, other) => (order.get(runKey(one)) ?? 0) - (order.get(runKey(other)) ?? 0));
  const times = Map.groupBy(planned, ({ scenario }) => scenario);
  const repeats = ({ scenario }: GateRun) => times.get(scenario)?.length ?? 1;
  const compared = shard
    ? { findings: [], without: `Part ${shard.index} of ${shard.of}: times are compared when the parts are merged.` }
    : compareWithBaseline(runs, machines, facts.baseline, facts);
  const found = answeredFor(
    [
      ...runs.flatMap((run) => verdictFinding(run, repeats(run), facts)),
      ...notRun(planned, runs, facts),
      ...runs.flatMap((run) => budgetFindings(run, repeats(run), facts)),
      ...compared.findings,
    ],
    budget,
    today,
  );
  const whole = shard ? [] : [...unused(budget, found, planned, today), ...withoutControl(planned, facts)];
  const findings = [...found, ...expired(budget, today), ...whole].sort(byGravity);
  const [machine] = machines;
  const outcome = gravest(findings);
  const sentence = gateSentence({ outcome, runs, findings, planned: planned.length });
  return {
    format: 1,
    outcome,
    sentence,
    startedAt,
    tookMs,
    shard,
    machine,
    withoutBaseline: compared.without,
    runs,
    findings,
  };
}

/** A gate in which nothing must fail has not shown that it can see a failure. */
function withoutControl(planned: readonly GatePlanned[], { budget, forBaseline }: GateFacts): Finding[] {
  if (forBaseline || planned.some(({ control }) => control)) return [];
  const text = 'No control is in the set: nothing shows that this gate would see a failure. Add one, such as canary.';
  return [
    { level: 'warn', kind: 'no-control', scenario: '(the set)', text, file: budget.file, line: null, quarantine: null },
  ];
}

const order: readonly Finding['level'][] = ['fail', 'inconclusive', 'warn', 'quarantined'];
const byGravity = (one: Finding, other: Finding): number => order.indexOf(one.level) - order.indexOf(other.level);

function gravest(findings: readonly Finding[]): GateOutcome {
  const has = (level: Finding['level']) => findings.some((one) => one.level === level);
  if (has('fail')) return 'failed';
  if (has('inconclusive')) return 'inconclusive';
  return has('warn') ? 'warned' : 'passed';
}
