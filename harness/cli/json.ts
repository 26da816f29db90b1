import type { Verdict } from '../model/verdict.ts';

/** What `--json` prints: one document on standard output, and nothing else there. docs/command-line.md tells each. */
export function printDocument(document: object): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

/** Of `run`. Durations are milliseconds, paths are from the folder in which it was called, null is what is not there. */
export interface RunsDocument {
  readonly format: 1;
  readonly command: 'run';
  readonly exitCode: number;
  readonly seed: number | null;
  readonly runs: readonly RunDocument[];
}

export interface RunDocument {
  readonly scenario: string;
  readonly generation: string;
  readonly runtime: string;
  /** Which of the repeats, from 1 on. */
  readonly repeat: number;
  readonly seed: number | null;
  /** A control is as it should be when it is violated. */
  readonly control: boolean;
  readonly asExpected: boolean;
  readonly exitCode: number;
  readonly verdict: Verdict | null;
  readonly sentence: string | null;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly tookMs: number;
  readonly folder: string | null;
  readonly page: string | null;
}

/** Whether this is the one word that asks for it: what stands behind two dashes is another program's. */
export function asksForJson(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return (end === -1 ? words : words.slice(0, end)).includes('--json');
}
