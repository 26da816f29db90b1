import { dirname, join } from 'node:path';
import { Failure } from '../model/failure.ts';
import type { Report } from '../report/model.ts';
import type { Reporter } from '../report/reporter.ts';
import { replaceFile } from '../store/replace-file.ts';
import { pageFile, reportFile } from '../store/run-folder.ts';
import { readEarlierRuns } from './earlier-runs.ts';
import { renderHtml } from './html/page.ts';
import { readExcerpts } from './logs/excerpts.ts';
import { reportText } from './report-text.ts';
import { refreshIndex } from './runs-index.ts';

/** Writes the report for programs and the page for people beside the history. */
export function writeReport(folder: string, report: Report): void {
  try {
    replaceFile(join(folder, reportFile), reportText(report));
    replaceFile(join(folder, pageFile), pageOf(folder, report));
  } catch (cause) {
    throw new Failure('missing', {
      attempted: `write the report into ${folder}`,
      happened: cause instanceof Error ? cause.message : String(cause),
      remedy: 'Make room on that disk; the history is kept, and `norestart report` makes the report from it.',
      cause,
    });
  }
}

/** The page of a run, with what lies beside its report: its logs, and the runs before it. */
export function pageOf(folder: string, report: Report): string {
  const earlier = readEarlierRuns(folder, report, reportFile);
  return renderHtml(report, { ...readExcerpts(join(folder, 'logs'), report), earlier });
}

/** Leaves report.json and the page in the folder of a run, and its line in the index of all runs beside it. */
export const files: Reporter = {
  report: (folder, report) => {
    writeReport(folder, report);
    refreshIndex(dirname(folder));
  },
};
