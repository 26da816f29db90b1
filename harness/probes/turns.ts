import { readdirSync, readFileSync } from 'node:fs';

/** Processor time in milliseconds: had, and waited for by threads that were ready to run. */
export interface Turns {
  readonly ranMs: number;
  readonly waitedMs: number;
}

/**
 * What a process has had and waited for since its start, of its first thread or of all that it has now
 * (/proc/PID/schedstat, Documentation/scheduler/sched-stats.rst of Linux: nanoseconds). Undefined where the system does
 * not tell, or the process is gone.
 */
export function turnsOf(pid: number, threads: 'one' | 'all'): Turns | undefined {
  if (threads === 'one') return parseTurns(readOrNothing(`/proc/${pid}/schedstat`));
  const each = threadsOf(pid).flatMap(
    (thread) => parseTurns(readOrNothing(`/proc/${pid}/task/${thread}/schedstat`)) ?? [],
  );
  if (each.length === 0) return undefined;
  return {
    ranMs: each.reduce((sum, { ranMs }) => sum + ranMs, 0),
    waitedMs: each.reduce((sum, { waitedMs }) => sum + waitedMs, 0),
  };
}

export function parseTurns(text: string): Turns | undefined {
  const [, ran, waited] = /^(\d+) (\d+) \d+\s*$/.exec(text) ?? [];
  return ran === undefined || waited === undefined
    ? undefined
    : { ranMs: Number(ran) / 1e6, waitedMs: Number(waited) / 1e6 };
}

/** For how long, since the machine started, some process waited for a processor; undefined where nobody counts (PSI). */
export const pressureMs = (): number | undefined => parsePressure(readOrNothing('/proc/pressure/cpu'));

export function parsePressure(text: string): number | undefined {
  const [, total] = /^some .*\btotal=(\d+)$/m.exec(text) ?? [];
  return total === undefined ? undefined : Number(total) / 1000;
}

/**
 * Whether this process, by its number here, is one of that container: an engine on another machine, or in a virtual one,
 * has numbers of its own, which here may be anybody's.
 */
export const runsIn = (pid: number, container: string): boolean =>
  container !== '' && readOrNothing(`/proc/${pid}/cgroup`).includes(container);

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
