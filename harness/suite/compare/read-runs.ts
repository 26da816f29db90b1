import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { readDocument } from '../../store/read-document.ts';
import { historyFile, reportFile } from '../../store/run-folder.ts';
import { placesLike } from './places.ts';
import { parseRun, type StoredRun } from './stored-run.ts';

const sampleFolder = 'sample';

export interface LeftOut {
  /** The run's folder, as it was found. */
  readonly folder: string;
  readonly reason: string;
}

export interface RunsRead {
  readonly runs: readonly StoredRun[];
  /** What looked like a run and could not be read, and the sample where nobody named it. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * The runs that a word means: a run's folder, a folder of runs, or a pattern of such. A damaged one is named and left
 * out; one of a newer format ends it, for what it says could be misread.
 */
export function readRuns(word: string): RunsRead {
  const folders = [
    ...new Map(
      places(word)
        .flatMap(runFolders)
        .map((folder) => [real(folder), folder]),
    ).values(),
  ];
  if (folders.length === 0) {
    throw new Failure('usage', {
      attempted: `find runs at ${word}`,
      happened: existsSync(word) ? 'there is no run in it' : 'there is nothing of that name',
      remedy:
        'Name the folder of a run, a folder with runs in it (reports), or a quoted pattern ("reports/slow-kafka-*").',
    });
  }
  const read = folders.map((folder) => (isCarried(folder, word) ? carried(folder) : readOne(folder)));
  return {
    runs: read.flatMap((one) => ('run' in one ? one.run : [])),
    leftOut: read.flatMap((one) => ('reason' in one ? one : [])),
  };
}

/** A folder may have a star in its name, so what is there is taken as it is. */
const places = (word: string): string[] => (existsSync(word) ? [word] : placesLike(word));

function runFolders(place: string): string[] {
  if (!isFolder(place)) return basename(place) === reportFile ? [dirname(place)] : [];
  if (isRun(place)) return [place];
  return readdirSync(place)
    .sort()
    .map((name) => join(place, name))
    .filter((folder) => isFolder(folder) && isRun(folder));
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
const isRun = (folder: string): boolean => [reportFile, historyFile].some((name) => existsSync(join(folder, name)));

function real(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return resolve(folder);
  }
}

/** The run that the repository carries to be looked at is none of one's own: it counts where it is named itself. */
const isCarried = (folder: string, word: string): boolean =>
  basename(folder) === sampleFolder && ![folder, join(folder, reportFile)].some((named) => real(named) === real(word));
const carried = (folder: string): LeftOut => ({
  folder,
  reason: `it is the sample that norestart carries; name it, to compare with it: ${folder}`,
});

function readOne(folder: string): { readonly run: StoredRun } | LeftOut {
  let text: string;
  try {
    text = readDocument(join(folder, reportFile));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = `it has no ${reportFile}; to make it: norestart report ${folder}`;
    return { folder, reason: missing ? reason : (error as Error).message };
  }
  const parsed = parseRun(text);
  if (parsed.state === 'read') return { run: { ...parsed.report, folder: resolve(folder) } };
  if (parsed.state === 'damaged') return { folder, reason: parsed.reason };
  throw new Failure('usage', {
    attempted: `read the report of ${folder}`,
    happened: parsed.reason,
    remedy: 'Compare it with the norestart that wrote it, or a later one.',
  });
}
