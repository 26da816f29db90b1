import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gateResults } from '../../tests/support/ci/gate-results.ts';
import { goodRun, told } from '../../tests/support/histories/good-run.ts';
import { temporaryFolder } from '../../tests/support/native/temporary-folder.ts';
import { buildReport } from '../report/build.ts';
import { writeGateOutputs } from '../reporters/ci/write.ts';
import { writeReport } from '../reporters/files.ts';
import { writeComparison } from '../reporters/html/compare/write.ts';
import { writeIndex } from '../reporters/runs-index.ts';
import { replaceFile } from './replace-file.ts';

const outputs: Readonly<Record<string, (folder: string) => void>> = {
  'report.json': (folder) => writeReport(folder, buildReport(told(goodRun()), [])),
  'report.html': (folder) => writeReport(folder, buildReport(told(goodRun()), [])),
  'index.html': writeIndex,
  'index.json': writeIndex,
  'compare.html': (folder) =>
    writeComparison(join(folder, 'compare.html'), { sentences: [], groups: [], scenarios: [], leftOut: [] } as never),
  ...Object.fromEntries(
    ['gate.json', 'gate.junit.xml', 'gate.ctrf.json', 'gate.md', 'badge.svg', 'gate.html'].map((name) => [
      name,
      (folder: string) =>
        void writeGateOutputs(gateResults.passed, { folder, environment: {}, write: () => undefined }),
    ]),
  ),
};

test.each(Object.entries(outputs))('%s takes the place of a link, and never writes through it', (name, write) => {
  const elsewhere = join(temporaryFolder(), 'precious');
  for (const link of [symlinkSync, linkSync]) {
    const folder = temporaryFolder();
    writeFileSync(elsewhere, 'precious');
    link(elsewhere, join(folder, name));
    write(folder);
    expect(readFileSync(elsewhere, 'utf8')).toBe('precious');
    expect(readFileSync(join(folder, name), 'utf8')).not.toBe('precious');
  }
});

test('a folder of that name is an error, and nothing is left beside it', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'report.html'));
  expect(() => replaceFile(join(folder, 'report.html'), 'x')).toThrow(/EISDIR/);
  expect(readdirSync(folder)).toEqual(['report.html']);
});

test('a folder that is a link is where it leads to', () => {
  const [there, here] = [temporaryFolder(), temporaryFolder()];
  symlinkSync(there, join(here, 'reports'));
  replaceFile(join(here, 'reports', 'x'), ['one', 'two']);
  expect(readFileSync(join(there, 'x'), 'utf8')).toBe('onetwo');
});
