import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { buildReport } from '../harness/report/build.ts';
import { pageOf } from '../harness/reporters/files.ts';
import { reportText } from '../harness/reporters/report-text.ts';
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
