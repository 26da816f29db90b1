import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** Names the file that the reporter writes to: the environment is all that it can be given on a command line. */
export const toldFileVariable = 'NORESTART_TESTS_TOLD';

/** What the reporter writes, a line each. */
export type Told =
  | { readonly kind: 'files'; readonly files: readonly string[] }
  | {
      readonly kind: 'test';
      readonly file: string;
      readonly test: string;
      readonly state: 'passed' | 'failed' | 'skipped';
      readonly messages: readonly string[];
    }
  | { readonly kind: 'file-ended'; readonly file: string; readonly messages: readonly string[] };

export interface Counted {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** For a person: why the numbers are not all, what failed, what was not reached, where something was skipped. */
  readonly lines: readonly string[];
}

export interface RunnerEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** What is known of the tests when their runner has ended, in whatever way. A runner that told nothing proved nothing. */
export function counted(file: string, { code, signal }: RunnerEnd, root: string): Counted {
  const told = read(file);
  const tests = told.flatMap((one) => (one.kind === 'test' ? [one] : []));
  const ended = told.flatMap((one) => (one.kind === 'file-ended' ? [one] : []));
  const files = told.flatMap((one) => (one.kind === 'files' ? one.files : []));
  const over = new Set(ended.map((one) => one.file));
  const begun = new Set(tests.map((one) => one.file));
  const left = [...new Set(files)].filter((one) => !over.has(one));
  const shown = (path: string) => relative(root, path);
  const failed = tests.filter(({ state }) => state === 'failed');
  const broken = ended.filter(({ messages }) => messages.length > 0);
  const skipped = Map.groupBy(
    tests.filter(({ state }) => state === 'skipped'),
    (one) => one.file,
  );
  const cut = signal !== null || left.length > 0 || files.length === 0;
  return {
    passed: tests.filter(({ state }) => state === 'passed').length,
    failed: failed.length + broken.length,
    skipped: tests.length - tests.filter(({ state }) => state !== 'skipped').length,
    lines: [
      ...(cut ? [`the runner of the tests ended before they did: ${signal ?? `exit code ${code}`}`] : []),
      ...[...failed, ...broken].map(
        (one) => `failed: ${[shown(one.file), ...named(one)].join(' > ')}: ${firstOf(one)}`,
      ),
      ...left.map((one) => `${begun.has(one) ? 'cut off' : 'not reached'}: ${shown(one)}`),
      ...[...skipped].map(([one, some]) => `skipped: ${some.length} in ${shown(one)}`),
    ],
  };
}

const named = (one: object): string[] => ('test' in one ? [String(one.test)] : []);
const firstOf = ({ messages }: { readonly messages: readonly string[] }): string =>
  messages[0]?.split('\n')[0] ?? 'no reason was given';

/** A last line that was being written when the runner was killed is none. */
function read(file: string): Told[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Told);
}
