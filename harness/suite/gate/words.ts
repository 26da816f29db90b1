import { exitCode } from '../../model/failure.ts';
import { plain } from '../../util/plain-text.ts';
import type { Finding, GateOutcome, GateResult, GateRun } from './result.ts';

interface SentenceParts {
  readonly outcome: GateOutcome;
  readonly runs: readonly GateRun[];
  readonly findings: readonly Finding[];
  /** How many runs were meant. */
  readonly planned: number;
}

const begins: Readonly<Record<GateOutcome, string>> = {
  passed: 'Passed',
  warned: 'Passed, with warnings',
  failed: 'Failed',
  inconclusive: 'Nobody can tell',
};

/** The outcome in a sentence, and what stands behind it in numbers. */
export function gateSentence({ outcome, runs, findings, planned }: SentenceParts): string {
  if (planned === 0) return 'Nothing fell to this part.';
  const good = runs.filter(({ verdict, control }) => verdict === (control ? 'violated' : 'recovered')).length;
  const counted = (level: Finding['level'], one: string, many: string): string[] => {
    const count = findings.filter((finding) => finding.level === level).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  };
  return `${begins[outcome]}: ${[
    ...counted('fail', 'failure', 'failures'),
    ...counted('inconclusive', 'that nobody can tell', 'that nobody can tell'),
    ...counted('warn', 'warning', 'warnings'),
    ...counted('quarantined', 'quarantined', 'quarantined'),
    `${good} of ${planned} runs ended as they must`,
  ].join('; ')}.`;
}

const marks: Readonly<Record<Finding['level'], string>> = {
  fail: 'FAIL',
  inconclusive: '?   ',
  warn: 'warn',
  quarantined: 'held',
};

/**
 * The end of a gate for a terminal: what was found, and last the outcome. What is the same of several scenarios is one
 * line: a gate that was interrupted has all that it did not come to, and what it did find must not scroll away.
 */
export function gateLines(result: GateResult): string[] {
  const alike = Map.groupBy(result.findings, (finding) => `${marks[finding.level]} ${said(finding)}`);
  const findings = [...alike.values()].flatMap((found) => {
    const names = [...new Set(found.map(({ scenario }) => scenario))].join(', ');
    return found.slice(0, 1).map((finding) => `${marks[finding.level]}  ${names}: ${said(finding)}`);
  });
  const without = result.withoutBaseline === null ? [] : [`note  ${result.withoutBaseline}`];
  return [...findings, ...without, '', result.sentence].map(plain);
}

const said = ({ text, quarantine }: Finding): string =>
  quarantine ? `${text} (quarantined until ${quarantine.until}: ${quarantine.owner}, ${quarantine.reason})` : text;

/** 0 passed or warned, 1 failed, 2 nobody can tell, 3 nobody can tell because something is missing here. */
export function gateExitCode({ outcome, runs }: Pick<GateResult, 'outcome' | 'runs'>): number {
  if (outcome === 'failed') return exitCode.violated;
  if (outcome !== 'inconclusive') return exitCode.recovered;
  return runs.some(({ verdict }) => verdict === 'missing') ? exitCode.missing : exitCode.inconclusive;
}
