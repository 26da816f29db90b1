import { join } from 'node:path';
import type { Check } from '../model/check.ts';
import type { History } from '../model/history.ts';
import { buildReport } from '../report/build.ts';
import type { Report } from '../report/model.ts';
import { readHistory } from '../store/reader.ts';
import { historyFile } from '../store/run-folder.ts';
import { loadScenario, scenarioNames } from './scenarios.ts';

export interface Judged {
  readonly report: Report;
  /** In milliseconds, without reading. */
  readonly tookMs: number;
}

/** Judges the stored run in this folder from its history alone. */
export async function judgeFolder(folder: string): Promise<Judged> {
  const history = readHistory(join(folder, historyFile));
  const invariants = await invariantsOf(history);
  const began = performance.now();
  const report = buildReport(history, invariants);
  return { report, tookMs: performance.now() - began };
}

/**
 * The checks that only its system knows. A story may have been renamed since; then any other one of the same system
 * leads to them. Without any, the judge says of each that it does not know it, and nothing is taken for passed.
 */
async function invariantsOf({ run }: History): Promise<readonly Check[]> {
  // Where no system is configured, nobody knows its checks.
  const names = await scenarioNames().catch((): string[] => []);
  if (names.includes(run.scenario)) return (await loadScenario(run.scenario)).system.invariants;
  for (const name of names) {
    // A story that cannot be read is not the one that is looked for.
    const found = await loadScenario(name).catch(() => undefined);
    if (found?.system.name === run.system) return found.system.invariants;
  }
  return [];
}
