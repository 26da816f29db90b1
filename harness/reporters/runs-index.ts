import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../model/failure.ts';
import { readDocument } from '../store/read-document.ts';
import { replaceFile } from '../store/replace-file.ts';
import { historyFile, indexPage, reportFile } from '../store/run-folder.ts';
import { type ListedRun, listedRun, listedRunSchema, newestFirst } from './html/runs/listed-run.ts';
import { renderRuns } from './html/runs/page.ts';

const indexFile = 'index.json';
/** A run that ended while the list was written asks for another one. */
const roundsAtMost = 5;

/** `stamp` changes whenever the report does, so that each is read once and not after every run. */
const entrySchema = z.object({ stamp: z.string(), run: listedRunSchema });
const indexSchema = z.object({ format: z.literal(2), runs: z.array(entrySchema) });
type Entry = z.infer<typeof entrySchema>;

/**
 * Writes `index.html`, the runs of the folder, newest first, and `index.json`, the same for programs. Several runs may
 * end at once: each file is there as a whole or not at all, and whoever writes last has seen what the others left.
 */
export function writeIndex(out: string): void {
  try {
    let known = new Map(read(out).map((entry) => [entry.stamp, entry.run]));
    for (let round = 0; round < roundsAtMost; round += 1) {
      const entries = look(out, known);
      const runs = entries.map(({ run }) => run);
      replaceFile(join(out, indexPage), renderRuns(runs));
      replaceFile(join(out, indexFile), `${JSON.stringify({ format: 2, runs: sorted(entries) })}\n`);
      known = new Map(entries.map(({ stamp, run }) => [stamp, run]));
      if (look(out, known).every(({ stamp }) => known.has(stamp))) return;
    }
  } catch (cause) {
    throw new Failure('missing', {
      attempted: `write the list of the runs in ${out}`,
      happened: cause instanceof Error ? cause.message : String(cause),
      remedy: 'Make room on that disk, or name another folder; the runs themselves are kept.',
      cause,
    });
  }
}

/** The same at the end of a run, whose verdict must not depend on a list: `norestart report` says what is wrong with it. */
export function refreshIndex(out: string): void {
  try {
    writeIndex(out);
  } catch {
    // The run and its own report are written already.
  }
}

function look(out: string, known: ReadonlyMap<string, ListedRun>): Entry[] {
  return readdirSync(out, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const folder = join(out, name);
      const report = statSync(join(folder, reportFile), { throwIfNoEntry: false });
      const status = report ?? statSync(join(folder, historyFile), { throwIfNoEntry: false });
      if (!status) return [];
      const stamp = report ? `${name} ${status.size} ${status.mtimeMs}` : `${name} without a report`;
      const found = () => ({ folder: name, ...textOf(report && join(folder, reportFile)), modifiedAt: status.mtime });
      return [{ stamp, run: known.get(stamp) ?? listedRun(found()) }];
    });
}

/** One that cannot be read must not keep the others from being listed. */
function textOf(report: string | undefined): { readonly text: string | null; readonly reason?: string } {
  if (report === undefined) return { text: null };
  try {
    return { text: readDocument(report) };
  } catch (cause) {
    return { text: null, reason: `${reportFile}: ${cause instanceof Error ? cause.message : String(cause)}` };
  }
}

function sorted(entries: readonly Entry[]): Entry[] {
  const stamps = new Map(entries.map(({ run, stamp }) => [run, stamp]));
  return newestFirst(entries.map(({ run }) => run)).map((run) => ({ stamp: stamps.get(run) ?? '', run }));
}

/** What was known before. Whatever is wrong with it, the reports themselves are there to be read again. */
function read(out: string): Entry[] {
  try {
    return indexSchema.parse(JSON.parse(readDocument(join(out, indexFile)))).runs;
  } catch {
    return [];
  }
}
