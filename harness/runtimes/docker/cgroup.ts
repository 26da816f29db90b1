import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { processStatus } from '../machine/processes.ts';

/** Throws a `Failure` of the kind 'missing' where the processes of a container that runs cannot be seen from here. */
export function requireVisible(pid: number, container: string): void {
  if (listOf(pid, container) !== undefined) return;
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

/** The file that names the processes of a container, found by its first one, which may have ended meanwhile. */
function listOf(pid: number, container: string): string | undefined {
  const path = groupOf(pid, container);
  return path && places.map((place) => join(place, path, 'cgroup.procs')).find(isReadable);
}

/**
 * All processes of a container at this moment, by the kernel's own list of them. Reading it costs microseconds, where
 * asking the engine (`docker top`) starts a `ps`.
 */
export const processesIn = (pid: number, container: string) =>
  readOrNothing(listOf(pid, container) ?? '')
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
