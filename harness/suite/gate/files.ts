import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { readDocument } from '../../store/read-document.ts';
import { replaceFile } from '../../store/replace-file.ts';
import { unreadable } from '../../store/unreadable.ts';
import { type Baseline, parseBaseline } from './baseline.ts';
import type { Budget } from './budget.ts';
import { parseBudget } from './parse-budget.ts';

export const baselineFile = 'resilience.baseline.json';

/** What a gate is judged by, and the digests by which parts of the same gate know each other. */
export interface GateFiles {
  readonly budget: Budget;
  readonly baseline: Baseline | null;
  /** Beside the budget's file, whether it is there or not. */
  readonly baselinePath: string;
  readonly digests: { readonly budget: string; readonly baseline: string | null };
}

export function readGateFiles(file: string): GateFiles {
  const text = readText(file, 'the budget', 'Name a budget file; docs/in-ci.md shows how to begin one.');
  const baselinePath = join(dirname(file), baselineFile);
  const known = existsSync(baselinePath)
    ? readText(baselinePath, 'the baseline', 'Make it readable, or delete it.')
    : null;
  return {
    budget: parseBudget(text, file),
    baseline: known === null ? null : parseBaseline(known, baselinePath),
    baselinePath,
    digests: { budget: digest(text), baseline: known === null ? null : digest(known) },
  };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A text, or a `Failure` that says what it was to be read for. */
export function readText(path: string, what: string, remedy: string): string {
  try {
    return readDocument(path);
  } catch (cause) {
    const { happened } = unreadable(cause, 'file');
    throw new Failure('usage', { attempted: `read ${what} ${path}`, happened, remedy, cause });
  }
}

export function makeFolder(folder: string): void {
  attempt(`make the folder ${folder}`, () => void mkdirSync(folder, { recursive: true }));
}

/** A document that is read again later. */
export function writeDocument(path: string, value: unknown): void {
  attempt(`write ${path}`, () => replaceFile(path, `${JSON.stringify(value, null, 2)}\n`));
}

function attempt(attempted: string, work: () => void): void {
  try {
    work();
  } catch (cause) {
    throw new Failure('missing', {
      attempted,
      happened: cause instanceof Error ? cause.message : String(cause),
      remedy: 'Make room on that disk, or name a folder that can be written with --out.',
      cause,
    });
  }
}
