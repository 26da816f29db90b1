import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../core/failure.ts';
import type { Report } from '../report/model.ts';
import { renderHtml } from './html/page.ts';

export const reportFile = 'report.json';
export const pageFile = 'report.html';

/** Writes the report for programs and the page for people beside the history. */
export function writeReport(folder: string, report: Report): void {
  try {
    writeFileSync(join(folder, reportFile), `${JSON.stringify(report, null, 2)}\n`);
    writeFileSync(join(folder, pageFile), renderHtml(report));
  } catch (cause) {
    throw new Failure('missing', {
      attempted: `write the report into ${folder}`,
      happened: cause instanceof Error ? cause.message : String(cause),
      remedy: 'Make room on that disk; the history is kept, and `norestart judge` makes the report from it.',
      cause,
    });
  }
}
