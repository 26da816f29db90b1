import { lstatSync, mkdirSync, readFileSync, realpathSync, statfsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sameProcess } from '../../model/process.ts';
import { machineStartedAt, ownUser, pidSpace } from './processes.ts';
import type { RegisteredRun } from './registry.ts';

/** Where a run keeps what is gone when it is over. */
export const scratchFolderOf = (cacheFolder: string, run: string): string => join(cacheFolder, 'scratch', run);

const markIn = (folder: string): string => join(folder, '.norestart-run.json');
/** The longest mark that is read, in bytes. */
const longestMark = 4096;

/** Makes the folder of a run, with a mark in it that says whose it is: nothing without one is ever removed. */
export function makeScratchFolder({ run, harness, scratchFolder, space }: Omit<RegisteredRun, 'processes'>): void {
  mkdirSync(scratchFolder, { recursive: true });
  writeFileSync(markIn(scratchFolder), `${JSON.stringify({ run, harness, boot: space.boot })}\n`);
}

/**
 * Why the folder that the registry names for a run must not be removed; undefined: it may be, or is gone. What the
 * registry says is not believed: it may have come with a cache that was copied, and anybody who can write it could name
 * any folder in it.
 */
export function whyKeep(cacheFolder: string, run: RegisteredRun): string | undefined {
  const { scratchFolder: folder } = run;
  const status = statusOf(folder);
  if (status === undefined) return undefined;
  if (status === 'hidden') return `its folder ${folder} cannot be looked at`;
  if (!status.isDirectory() || !isPlaceOf(cacheFolder, run)) return `its folder ${folder} is none of this cache`;
  if (ownUser !== undefined && status.uid !== ownUser) return 'it belongs to another user';
  return isMarked(folder, run) ? undefined : `its folder ${folder} does not say that it is this run's`;
}

function statusOf(path: string) {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return 'hidden';
  }
}

/** By where it is in truth, behind every link. */
const isPlaceOf = (cacheFolder: string, { run, scratchFolder }: RegisteredRun): boolean =>
  realpathSync(scratchFolder) === scratchFolderOf(realpathSync(cacheFolder), run);

function isMarked(folder: string, { run, harness, space }: RegisteredRun): boolean {
  try {
    const file = markIn(folder);
    const status = lstatSync(file);
    if (!status.isFile() || status.size > longestMark) return false;
    const mark = JSON.parse(readFileSync(file, 'utf8'));
    return mark.run === run && mark.boot === space.boot && sameProcess(mark.harness, harness);
  } catch {
    return false;
  }
}

/** File systems of one machine's own disks and memory (statfs(2)): ext, xfs, btrfs, f2fs, zfs, tmpfs, overlay. */
const ofOneMachine = new Set([0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x2fc12fc1, 0x01021994, 0x794c7630]);

/**
 * Whether a run of another boot is one of this machine before it was last started: it has left its mark before that, and on
 * a disk that no other machine writes to. A host name proves nothing, as containers and cloned machines share them.
 */
export function isBeforeStart({ scratchFolder, space }: RegisteredRun): boolean {
  try {
    const markedAt = lstatSync(markIn(scratchFolder)).mtimeMs;
    const isOwn = ofOneMachine.has(statfsSync(dirname(scratchFolder)).type);
    return space.host === pidSpace().host && isOwn && markedAt < machineStartedAt();
  } catch {
    return false;
  }
}
