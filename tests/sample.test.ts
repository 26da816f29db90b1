import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { buildReport } from '../harness/report/build.ts';
import type { Report } from '../harness/report/model.ts';
import { pageOf } from '../harness/reporters/files.ts';
import { reportText } from '../harness/reporters/report-text.ts';
import { checksOfFormat1 } from '../harness/store/format-1.ts';
import { readHistory } from '../harness/store/reader.ts';
import { pageFile, reportFile } from '../harness/store/run-folder.ts';
import { evCharging } from '../scenarios/ev-charging/index.ts';

const folder = fileURLToPath(new URL('../reports/sample', import.meta.url));
const stored = (file: string): string => readFileSync(join(folder, file), 'utf8');
const report = buildReport(readHistory(join(folder, 'history.jsonl')), evCharging.invariants);

/** Said by a failing test, and nothing else: the difference itself is thousands of lines. */
const renew = 'the program makes another one now; if that is meant: npm run norestart report reports/sample';

test('the sample report is what the program makes of the sample history', () => {
  expect(stored(reportFile) === [...reportText(report)].join(''), `${reportFile}: ${renew}`).toBe(true);
});

test('the sample page is what the program makes of the sample history and its logs', () => {
  expect(stored(pageFile) === pageOf(folder, report), `${pageFile}: ${renew}`).toBe(true);
});

test('the sample is a real run that recovered, small, and with what its logs say', () => {
  expect(report.verdict).toBe('recovered');
  expect(statSync(join(folder, pageFile)).size).toBeLessThan(200 * 1024);
  expect(stored(pageFile)).toContain('producer waits for Kafka');
  expect(stored(pageFile) + stored(reportFile)).not.toMatch(/\/(root|home|Users)\//);
});

describe('a history of format 1', () => {
  const old = fileURLToPath(new URL('support/samples/format-1', import.meta.url));
  const told: Report = JSON.parse(readFileSync(join(old, reportFile), 'utf8'));
  const upgraded = buildReport(readHistory(join(old, 'history.jsonl')), evCharging.invariants);

  test('comes to the verdict that it came to, and to that of each check, on the same lines', () => {
    const found = ({ checks }: Report) => checks.map(({ name, verdict, lines }) => ({ name, verdict, lines }));
    const named = {
      ...told,
      checks: told.checks.map((one) => ({ ...one, name: checksOfFormat1[one.name] ?? one.name })),
    };
    expect(upgraded.verdict).toBe(told.verdict);
    expect(found(upgraded)).toEqual(found(named));
  });

  test('comes to the same recoveries, faults and stages', () => {
    const recovered = ({ services }: Report) =>
      services.map(({ service, afterMs, stages }) => ({ service, afterMs, stages }));
    expect(recovered(upgraded)).toEqual(recovered(told));
    expect(upgraded.faults.map(({ from, to }) => [from, to])).toEqual(told.faults.map(({ from, to }) => [from, to]));
    expect(upgraded.faults.map(({ name }) => name)).toEqual(['broker.notStarted']);
  });
});
