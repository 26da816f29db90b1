import { join } from 'node:path';
import { type RunOptions, run } from '../engine/run.ts';
import { buildReport } from '../report/build.ts';
import type { Report } from '../report/model.ts';
import type { Reporter } from '../report/reporter.ts';
import { replaceFile } from '../store/replace-file.ts';

export interface Ran {
  readonly folder: string;
  readonly report: Report;
  /** How long judging and reporting took, in milliseconds: after the history, so not in it. */
  readonly judgedInMs: number;
}

/**
 * Runs a scenario, judges what its history says, and has it shown. What ended a run early is thrown after all of that, so
 * an aborted run leaves a partial report.
 */
export async function runScenario(options: RunOptions, shownBy: readonly Reporter[]): Promise<Ran> {
  const { folder, history, error } = await run(options);
  const show = (): Ran => {
    const began = performance.now();
    const report = buildReport(history, options.scenario.system.invariants);
    for (const each of shownBy) each.report?.(folder, report);
    return { folder, report, judgedInMs: performance.now() - began };
  };
  if (error === undefined) return show();
  try {
    show();
  } catch (second) {
    tellApart(folder, second);
  }
  throw error;
}

/** A failure to report must not hide why the run ended. */
function tellApart(folder: string, second: unknown): void {
  try {
    replaceFile(join(folder, 'report-error.txt'), String(second));
  } catch {
    // The disk that could not take the report cannot take this either; why the run ended says so already.
  }
}
