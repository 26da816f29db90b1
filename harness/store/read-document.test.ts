import { execFileSync } from 'node:child_process';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../tests/support/native/temporary-folder.ts';
import { writeIndex } from '../reporters/runs-index.ts';
import { readRuns } from '../suite/compare/read-runs.ts';
import { parseBaseline } from '../suite/gate/baseline.ts';
import { readGateFiles, readText } from '../suite/gate/files.ts';
import { readHistory } from './reader.ts';

const pipe = (path: string): string => {
  execFileSync('sh', ['-c', 'mkfifo "$0"', path]);
  return path;
};
/** A file of that length, of which nothing is on the disk. */
const long = (path: string, bytes: number): string => {
  writeFileSync(path, '');
  truncateSync(path, bytes);
  return path;
};

test('a pipe in the place of any document is refused and not waited for', () => {
  const folder = temporaryFolder();
  const run = join(folder, 'run');
  mkdirSync(run);
  pipe(join(run, 'history.jsonl'));
  pipe(join(run, 'report.json'));
  expect(() => readHistory(join(run, 'history.jsonl'))).toThrow(
    'history.jsonl in it cannot be one: it is no plain file',
  );
  expect(() => readText(join(run, 'report.json'), 'the part', 'x')).toThrow('it is no plain file');
  expect(() => readGateFiles(join(run, 'report.json'))).toThrow('it is no plain file');
  expect(readRuns(run).leftOut).toEqual([{ folder: run, reason: 'it is no plain file' }]);
  writeIndex(folder);
});

test('one of gigabytes is refused before it is read', () => {
  const run = temporaryFolder();
  long(join(run, 'report.json'), 3 * 1024 ** 3);
  expect(() => readText(join(run, 'report.json'), 'the part', 'x')).toThrow('it has 3072 MiB, and at most 256 MiB');
  expect(readRuns(run).leftOut).toMatchObject([{ reason: expect.stringContaining('it has 3072 MiB') }]);
});

test('a hundred thousand brackets are no baseline, and no crash', () => {
  expect(() => parseBaseline('['.repeat(100_000) + ']'.repeat(100_000), 'x.json')).toThrow(/read the baseline x\.json/);
});
