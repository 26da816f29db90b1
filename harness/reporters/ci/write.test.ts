import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gateResults } from '../../../tests/support/ci/gate-results.ts';
import { writeGateOutputs } from './write.ts';

const files = ['badge.svg', 'gate.ctrf.json', 'gate.html', 'gate.json', 'gate.junit.xml', 'gate.md'];
let folder: string;
let said: string[];
const write = (line: string) => void said.push(line);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'norestart-gate-'));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

test('leaves every output in a folder that it makes, and says nothing outside of GitHub', () => {
  const out = join(folder, 'reports', 'gate');
  const { written, failed } = writeGateOutputs(gateResults.failed, { folder: out, environment: {}, write });
  expect(readdirSync(out).sort()).toEqual(files);
  expect(written.map((path) => path.slice(out.length + 1)).sort()).toEqual(files);
  expect([failed, said]).toEqual([[], []]);
  expect(JSON.parse(readFileSync(join(out, 'gate.json'), 'utf8'))).toEqual(gateResults.failed);
});

test('adds to the step’s summary and prints annotations on GitHub', () => {
  const summary = join(folder, 'summary.md');
  writeFileSync(summary, 'said before\n');
  const environment = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
  writeGateOutputs(gateResults.failed, { folder, environment, write });
  expect(readFileSync(summary, 'utf8')).toMatch(/^said before\n## Resilience gate: ❌ Failed/);
  expect(said.map((line) => line.split(' ')[0])).toEqual(['::error', '::warning']);
});

test('says so where others have used up the step’s summary, and leaves it as it is', () => {
  const summary = join(folder, 'summary.md');
  writeFileSync(summary, 'x'.repeat(1024 ** 2 - 100));
  const environment = { GITHUB_STEP_SUMMARY: summary };
  const { failed } = writeGateOutputs(gateResults.failed, { folder, environment, write });
  expect(failed).toEqual([expect.stringContaining('no room is left in it')]);
  expect(readFileSync(summary).length).toBe(1024 ** 2 - 100);
});

test('tells of one output that cannot be written, and writes the others', () => {
  mkdirSync(join(folder, 'gate.junit.xml'));
  const { written, failed } = writeGateOutputs(gateResults.passed, { folder, environment: {}, write });
  expect(failed).toHaveLength(1);
  expect(said).toEqual([expect.stringMatching(/^could not write .*gate\.junit\.xml: EISDIR/)]);
  expect(written).toHaveLength(files.length - 1);
  expect(readFileSync(join(folder, 'gate.html'), 'utf8')).toContain('<!doctype html>');
});

test('tells of a folder that cannot be made, once an output', () => {
  const blocked = join(folder, 'file');
  writeFileSync(blocked, '');
  const { written, failed } = writeGateOutputs(gateResults.passed, { folder: blocked, environment: {}, write });
  expect([written.length, failed.length]).toEqual([0, files.length]);
});
