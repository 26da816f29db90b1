import { appendFileSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../store/replace-file.ts';
import type { GateResult } from '../../suite/gate/result.ts';
import { plain } from '../../util/plain-text.ts';
import { renderGatePage } from '../html/gate/page.ts';
import { renderAnnotations } from './annotations.ts';
import { renderBadge } from './badge.ts';
import { renderCtrf } from './ctrf.ts';
import { renderJunit } from './junit.ts';
import { renderSummary, summaryBytesAtMost } from './summary.ts';

export interface GateOutputs {
  /** Where they go; made when it is not there. */
  readonly folder: string;
  /** Read for GITHUB_STEP_SUMMARY and GITHUB_ACTIONS. */
  readonly environment: NodeJS.ProcessEnv;
  /** Takes a line for whoever follows the gate: GitHub's annotations among them. */
  readonly write: (line: string) => void;
}

export interface WrittenOutputs {
  /** Paths of what was written. */
  readonly written: readonly string[];
  /** What could not be written, and why, in a sentence each; already told by `write`. */
  readonly failed: readonly string[];
}

const renderers: Readonly<Record<string, (result: GateResult) => string>> = {
  'gate.json': (result) => `${JSON.stringify(result, null, 2)}\n`,
  'gate.junit.xml': renderJunit,
  'gate.ctrf.json': renderCtrf,
  'gate.md': (result) => renderSummary(result),
  'badge.svg': renderBadge,
  'gate.html': renderGatePage,
};

/**
 * Leaves what a gate found for programs and people: gate.json, gate.junit.xml, gate.ctrf.json, gate.md, badge.svg and
 * gate.html, and for GitHub the step's summary and annotations. One that cannot be written is told, and the others are
 * written.
 */
export function writeGateOutputs(result: GateResult, { folder, environment, write }: GateOutputs): WrittenOutputs {
  const written: string[] = [];
  const failed: string[] = [];
  const attempt = (path: string, work: () => void): void => {
    try {
      work();
      written.push(path);
    } catch (error) {
      const told = `could not write ${path}: ${error instanceof Error ? error.message : String(error)}`;
      failed.push(told);
      write(plain(told));
    }
  };
  for (const [name, render] of Object.entries(renderers)) {
    const path = join(folder, name);
    attempt(path, () => {
      mkdirSync(folder, { recursive: true });
      replaceFile(path, render(result));
    });
  }
  const summary = environment.GITHUB_STEP_SUMMARY;
  if (summary) attempt(summary, () => appendSummary(summary, result));
  if (environment.GITHUB_ACTIONS === 'true') for (const line of renderAnnotations(result)) write(line);
  return { written, failed };
}

/** The limit is for all that a step says: what others have said in it counts, too. */
function appendSummary(file: string, result: GateResult): void {
  const taken = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const summary = renderSummary(result, summaryBytesAtMost - taken);
  if (summary === '') throw new Error(`no room is left in it, as ${taken} bytes were said by others`);
  appendFileSync(file, summary);
}
