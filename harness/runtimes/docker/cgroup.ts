import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../core/failure.ts';
import { processStatus } from '../machine/processes.ts';

/**
 * The kernel's own list of the processes of a container: the file that names them, found by its first process. Reading it
 * costs microseconds, where asking the engine (`docker top`) starts a `ps`. Throws a `Failure` of the kind 'missing' where
 * the engine's processes cannot be seen from here.
 */
export function processList(pid: number, container: string): string {
  const path = groupOf(pid, container);
  const file = path && places.map((place) => join(place, path, 'cgroup.procs')).find(isReadable);
  if (file) return file;
  throw new Failure('missing', {
    attempted: 'Looking at the processes of a container from outside',
    happened: `process ${pid}, which the engine names, is not that container's as seen from here`,
    remedy:
      'Run norestart on the machine of the engine itself, not inside another container or beside Docker Desktop; or use --runtime native.',
  });
}

/** Version 2 has one tree; version 1 has one for each resource, and `pids` is in every kernel that has Docker. */
const places = ['/sys/fs/cgroup', '/sys/fs/cgroup/pids', '/sys/fs/cgroup/memory'];

function groupOf(pid: number, container: string): string | undefined {
  const lines = readOrNothing(`/proc/${pid}/cgroup`).split('\n');
  const paths = lines.map((line) => line.split(':').slice(2).join(':')).filter((path) => path.includes(container));
  return paths[0];
}

/** Those that the file names now, and that have not ended. */
export const processesIn = (file: string) =>
  readOrNothing(file)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => processStatus(Number(line)))
    .filter((status) => status !== undefined)
    .filter(({ ended }) => !ended);

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

function isReadable(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}
