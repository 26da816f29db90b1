import type { CTRFReport, Summary, Test } from 'ctrf';
import type { GateResult } from '../../suite/gate/result.ts';
import { type Case, type CaseStatus, cases } from './cases.ts';
import { cleanResult, cut } from './text.ts';

const textAtMost = 20_000;

/** The Common Test Report Format: the same cases as in the JUnit file, for tools that read JSON. */
export function renderCtrf(untrusted: GateResult): string {
  const result = cleanResult(untrusted);
  const { machine, shard, outcome, sentence } = result;
  const suites = cases(result);
  const tests = [...suites.values()].flat().map(testOf);
  const start = epoch(result.startedAt);
  const report: CTRFReport = {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    generatedBy: 'norestart',
    results: {
      tool: { name: 'norestart' },
      summary: {
        ...counted(tests),
        suites: suites.size,
        start,
        stop: start + whole(result.tookMs),
        duration: whole(result.tookMs),
      },
      tests,
      environment: {
        osPlatform: machine.platform,
        healthy: outcome === 'passed' || outcome === 'warned',
        ...(shard ? { shardId: `${shard.index}/${shard.of}` } : {}),
        extra: { ...machine },
      },
      extra: { outcome, sentence, withoutBaseline: result.withoutBaseline },
    },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** The format has no word for inconclusive. As `other` it would pass with tools that count what failed: it must not. */
const statuses: Readonly<Record<CaseStatus, Test['status']>> = {
  passed: 'passed',
  failed: 'failed',
  error: 'failed',
  skipped: 'skipped',
};

function testOf({ scenario, name, status, message, detail, tookMs, word, run, finding }: Case): Test {
  return {
    name: name === '' ? 'unnamed' : cut(name, 1000),
    suite: [scenario],
    status: statuses[status],
    rawStatus: word,
    duration: whole(tookMs),
    message: cut(message, textAtMost),
    ...(detail === '' ? {} : { trace: cut(detail, textAtMost) }),
    ...(run
      ? { tags: [run.variant, run.runtime, ...(run.control ? ['control'] : [])], start: epoch(run.startedAt) }
      : {}),
    ...(finding ? { filePath: finding.file, ...(finding.line === null ? {} : { line: finding.line }) } : {}),
    ...(run && tookMs > 0 ? { extra: { services: run.services, folder: run.folder } } : {}),
  };
}

function counted(
  tests: readonly Test[],
): Pick<Summary, 'tests' | 'passed' | 'failed' | 'skipped' | 'pending' | 'other'> {
  const of = (wanted: Test['status']) => tests.filter(({ status }) => status === wanted).length;
  return {
    tests: tests.length,
    passed: of('passed'),
    failed: of('failed'),
    skipped: of('skipped'),
    pending: 0,
    other: 0,
  };
}

const whole = (milliseconds: number): number => Math.max(0, Math.round(milliseconds));

/** Milliseconds since 1970; of a text that is no date, nobody can tell. */
const epoch = (iso: string): number => whole(Date.parse(iso) || 0);
