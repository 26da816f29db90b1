import { join } from 'node:path';
import type { KnownRuntime } from '../../runtimes/known.ts';
import { pageFile } from '../../store/run-folder.ts';
import type { Ended } from '../../suite/campaign.ts';
import { asExpected } from '../../suite/plan.ts';
import type { RunDocument } from '../../suite/runs-document.ts';

/** What `--json` says of one run, however it was run. */
export const runDocument = (
  { planned, code, ...ended }: Omit<Ended, 'output'>,
  { name: runtime }: Pick<KnownRuntime, 'name'>,
): RunDocument => ({
  scenario: planned.name,
  variant: planned.variant,
  runtime,
  repeat: planned.repeat,
  seed: planned.seed ?? null,
  control: planned.scenario.control !== undefined,
  asExpected: asExpected(planned, code),
  exitCode: code,
  verdict: ended.verdict,
  sentence: ended.sentence,
  startedAt: ended.startedAt,
  tookMs: Math.round(ended.tookMs),
  folder: ended.folder,
  page: ended.folder && ended.verdict ? join(ended.folder, pageFile) : null,
});
