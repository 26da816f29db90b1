import type { Finding, GateResult, GateRun } from '../../suite/gate/result.ts';

/** `error`: nobody can tell, so it is not passed; `skipped`: somebody has answered for it. */
export type CaseStatus = 'passed' | 'failed' | 'error' | 'skipped';

/** A gate's result in the words of test reports: a run, one of its checks, or a finding about several runs. */
export interface Case {
  readonly scenario: string;
  readonly name: string;
  readonly status: CaseStatus;
  /** Why it is what it is. */
  readonly message: string;
  /** More than a line; empty where there is no more. */
  readonly detail: string;
  readonly tookMs: number;
  /** What norestart itself calls it. */
  readonly word: string;
  readonly run: GateRun | null;
  readonly finding: Finding | null;
}

/** Every run, each check of it, and what was found in several runs together, by scenario in the order of the runs. */
export function cases(result: GateResult): Map<string, readonly Case[]> {
  const quarantined = new Map(
    result.findings.filter(({ level }) => level === 'quarantined').map((finding) => [finding.scenario, finding]),
  );
  const ofRuns = result.runs.flatMap((run) => casesOfRun(run, quarantined.get(run.scenario)));
  const wrong = new Set(ofRuns.filter(({ status }) => status !== 'passed').map(({ scenario }) => scenario));
  // The verdict of a run stands in the run's own case already.
  const rest = result.findings.filter(({ kind, scenario }) => kind !== 'verdict' || !wrong.has(scenario));
  return Map.groupBy([...ofRuns, ...rest.map(caseOfFinding)], ({ scenario }) => scenario);
}

function casesOfRun(run: GateRun, quarantine: Finding | undefined): Case[] {
  const { scenario, control } = run;
  const name = `run ${run.repeat} (${run.variant}, ${run.runtime})`;
  const common = { scenario, run, finding: null };
  const status = (verdict: GateRun['verdict']): CaseStatus =>
    quarantine && statuses[verdict] !== 'passed' ? 'skipped' : statuses[verdict];
  const whole: Case = {
    ...common,
    name,
    status: control ? statusOfControl(run, quarantine) : status(run.verdict),
    message: `${quarantine ? `${answered(quarantine)} ` : ''}${control ? 'This control must be violated. ' : ''}${run.sentence}`,
    detail: run.output ?? '',
    tookMs: run.tookMs,
    word: run.verdict,
  };
  const parts = run.checks.map(
    (check): Case => ({
      ...common,
      name: `${name}: ${check.name}`,
      // What a control must break is not held against it.
      status: control ? 'passed' : status(check.verdict),
      message: `${check.exercised === false ? 'not exercised: ' : ''}${check.because}`,
      detail: '',
      tookMs: 0,
      word: check.exercised === false ? 'not exercised' : check.verdict,
    }),
  );
  return [whole, ...parts];
}

const statuses: Readonly<Record<GateRun['verdict'], CaseStatus>> = {
  recovered: 'passed',
  violated: 'failed',
  inconclusive: 'error',
  missing: 'error',
  defect: 'error',
};

function statusOfControl({ verdict }: GateRun, quarantine: Finding | undefined): CaseStatus {
  if (verdict === 'violated') return 'passed';
  if (quarantine) return 'skipped';
  return verdict === 'recovered' ? 'failed' : statuses[verdict];
}

const levels: Readonly<Record<Finding['level'], CaseStatus>> = {
  fail: 'failed',
  inconclusive: 'error',
  quarantined: 'skipped',
  warn: 'passed',
};

const caseOfFinding = (finding: Finding): Case => ({
  scenario: finding.scenario,
  name: `${finding.kind}: ${finding.text}`,
  status: levels[finding.level],
  message: `${finding.level === 'quarantined' ? `${answered(finding)} ` : ''}${finding.text}`,
  detail: '',
  tookMs: 0,
  word: finding.level,
  run: null,
  finding,
});

const answered = ({ quarantine }: Finding): string =>
  quarantine ? `In quarantine until ${quarantine.until}: ${quarantine.owner}, ${quarantine.reason}.` : 'In quarantine.';
