import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { missingNeeds } from './needs.ts';

/** Everything that this machine can check, and one line for each thing that it could not, with the reason. */
interface Part {
  readonly name: string;
  readonly command: string;
  readonly words: readonly string[];
}

const root = fileURLToPath(new URL('..', import.meta.url));
const tool = (name: string, command: string, ...words: string[]): Part => ({ name, command, words });

const parts: readonly Part[] = [
  tool('types', 'tsc', '--noEmit', '--project', '.'),
  tool('style', 'biome', 'check', '--error-on-warnings', '.'),
  tool('unused code and packages', 'knip'),
  tool('import rules', 'depcruise', 'system', 'harness', 'scenarios', 'tests', '--config', '.dependency-cruiser.cjs'),
  tool('tests', 'vitest', 'run'),
];

/** Runs a tool of this repository; what it prints is shown as it comes. */
function perform({ name, command, words }: Part): Promise<boolean> {
  const began = performance.now();
  console.log(`\n# ${name}`);
  const child = spawn(`${root}/node_modules/.bin/${command}`, words, { cwd: root, stdio: 'inherit' });
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${command} cannot be started: ${error.message}. Run \`npm ci\` first.`);
      resolve(false);
    });
    child.once('exit', (code) => {
      console.log(
        `${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${((performance.now() - began) / 1000).toFixed(1)} s`,
      );
      resolve(code === 0);
    });
  });
}

const failed: string[] = [];
for (const part of parts) if (!(await perform(part))) failed.push(part.name);
for (const { what, why } of await missingNeeds()) console.log(`not run here: ${what} (${why})`);
console.log(failed.length === 0 ? '\nall parts passed' : `\nfailed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
