import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goodRun, told } from '../../tests/support/histories/good-run.ts';
import { temporaryFolder } from '../../tests/support/native/temporary-folder.ts';
import { buildReport } from '../report/build.ts';
import type { Report } from '../report/model.ts';
import { readEarlierRuns } from './earlier-runs.ts';

const out = temporaryFolder(afterAll);
const report: Report = { ...buildReport(told(goodRun()), []), run: 'slow-kafka-this' };
const began = Date.parse(report.startedAt);

function leave(name: string, content: unknown): void {
  mkdirSync(join(out, name));
  writeFileSync(join(out, name, 'report.json'), typeof content === 'string' ? content : JSON.stringify(content));
}
const run = (name: string, secondsBefore: number, more: Partial<Report> = {}): void =>
  leave(name, { ...report, run: name, startedAt: new Date(began - secondsBefore * 1000).toISOString(), ...more });

beforeAll(() => {
  leave(report.run, report);
  run('slow-kafka-older', 20, { verdict: 'recovered' });
  const [first, ...others] = report.services;
  if (!first) throw new Error('The run has no service.');
  run('slow-kafka-old', 10, { verdict: 'violated', services: [...others, { ...first, afterMs: null }] });
  run('slow-kafka-later', -10);
  run('slow-kafka-of-another-scenario', 5, { scenario: 'slow-kafka-of' });
  run('calm-1', 5, { scenario: 'calm' });
  leave('slow-kafka-cut-off', JSON.stringify(report).slice(0, 500));
  leave('slow-kafka-strange', { ...report, services: 'all', run: 7 });
  mkdirSync(join(out, 'slow-kafka-empty'));
});

test('the earlier runs of the same scenario, newest first; what is damaged is left out, and never is the slowest', () => {
  const found = readEarlierRuns(join(out, report.run), report, 'report.json');
  expect(found.map(({ run, verdict }) => `${run} ${verdict}`)).toEqual([
    'slow-kafka-old violated',
    'slow-kafka-older recovered',
  ]);
  expect(found[0]?.slowest).toMatchObject({ service: report.services[0]?.service, afterMs: null });
  expect(found[1]?.slowest?.afterMs).toBe(Math.max(...report.services.map(({ afterMs }) => afterMs ?? 0)));
});

test('a folder that was renamed, or is not there, has none beside it', () => {
  expect(readEarlierRuns(join(out, 'slow-kafka-old'), report, 'report.json')).toEqual([]);
  expect(readEarlierRuns(join(out, 'gone', report.run), report, 'report.json')).toEqual([]);
});
