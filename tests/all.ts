import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chosen, longIn, parts as partsOfLong } from './long.ts';
import { missingNeeds } from './support/needs.ts';
import { runTests } from './told/run.ts';

/** Everything that this machine can check, and one line for each thing that it could not, with the reason. */
interface Part {
  readonly name: string;
  /** Exit codes that are no failure. */
  readonly allowed?: readonly number[];
  readonly command: string;
  readonly words: readonly string[];
}

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'norestart-all-'));
const tool = (name: string, command: string, ...words: string[]): Part => ({ name, command, words });

const folders = ['system', 'harness', 'scenarios', 'deploy', 'tests'];

const parts: readonly Part[] = [
  tool('types', 'tsc', '--noEmit', '--project', '.'),
  tool('types in the browser', 'tsc', '--noEmit', '--project', 'system/pages'),
  tool('style', 'biome', 'check', '--error-on-warnings', '.'),
  tool('unused code and packages', 'knip'),
  tool('import rules', 'depcruise', ...folders, '--config', '.dependency-cruiser.cjs'),
  // Alone, since it fetches and builds what is missing: beside that, no test of time could be trusted. Without what it
  // needs (exit code 3) the tests say themselves what cannot run; inconclusive (2) is a machine that had no time for it.
  {
    ...tool('a first story', 'node', 'harness/cli/norestart.js', 'run', 'calm', '--out', join(folder, 'reports')),
    allowed: [2, 3],
  },
];

/** Which part of the long tests is run now: each commit runs the next one, so that all are run in turn. */
function partOfLong(): number {
  try {
    return (
      (Number(execFileSync('git', ['rev-list', '--count', 'HEAD'], { cwd: root, stdio: 'pipe' })) % partsOfLong) + 1
    );
  } catch {
    // What is no clone has no number: the first part is as good as any.
    return 1;
  }
}

/** Runs a tool of this repository; what it prints is shown as it comes. */
function perform({ name, command, words, allowed = [] }: Part): Promise<boolean> {
  const began = performance.now();
  console.log(`\n# ${name}`);
  const child = spawn(`${root}/node_modules/.bin/${command}`, words, { cwd: root, stdio: 'inherit' });
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${command} cannot be started: ${error.message}. Run \`npm ci\` first.`);
      resolve(false);
    });
    child.once('exit', (code) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      const passed = code === 0 || allowed.includes(code ?? -1);
      console.log(`${name}: ${passed ? 'passed' : 'FAILED'} in ${seconds} s`);
      resolve(passed);
    });
  });
}

const failed: string[] = [];
for (const part of parts) if (!(await perform(part))) failed.push(part.name);
const part = partOfLong();
process.env.NORESTART_TESTS ??= String(part);
console.log(
  `\n# tests (of the long ones ${process.env.NORESTART_TESTS} of ${partsOfLong}: ${longIn(part).length} files)`,
);
const tests = await runTests({ root, file: join(folder, 'tests.jsonl') });
rmSync(folder, { recursive: true, force: true });
if (tests.code !== 0) failed.push('tests');
if (tests.passed === 0) failed.push('tests: none passed');
console.log('');
for (const line of tests.lines) console.log(line);
const { not } = chosen(process.env.NORESTART_TESTS);
if (not.length > 0)
  console.log(`not run here: ${not.length} files of long tests (\`npm run test:long\` runs them all)`);
for (const { what, why } of await missingNeeds()) console.log(`not run here: ${what} (${why})`);
console.log(failed.length === 0 ? 'all parts passed' : `failed: ${failed.join(', ')}`);
console.log(`tests: ${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped`);
process.exitCode = failed.length === 0 ? 0 : 1;
