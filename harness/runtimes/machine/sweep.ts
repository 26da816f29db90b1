import { rm } from 'node:fs/promises';
import { waitUntil } from '../shared/wait.ts';
import { isRunning, pidSpace, processesInGroup, processesOfRun, processStatus, sendSignal } from './processes.ts';
import type { RegisteredRun, Registry } from './registry.ts';

/** What was cleared up after one run whose harness is gone. */
export interface Swept {
  readonly run: string;
  /** Processes that were still there and were ended. */
  readonly ended: readonly { readonly pid: number; readonly what: string }[];
}

/** SIGKILL takes effect at once unless the kernel itself hangs; in milliseconds. */
const killedWithinMs = 5000;

/**
 * Ends what runs without a living harness left behind: processes, scratch folders, ports. Touches only what it can
 * prove to be theirs: processes with the pid AND the start time that were registered, and those that carry the run's
 * mark in their environment. Runs of other machines or containers that share the cache are left alone.
 */
export async function sweep(registry: Registry, signal?: AbortSignal): Promise<Swept[]> {
  const swept: Swept[] = [];
  for (const run of registry.runs()) {
    signal?.throwIfAborted();
    if (isAbandoned(run)) swept.push(await clearUp(registry, run, signal));
  }
  return swept;
}

/** Whether the harness of the run is certainly gone. */
export function isAbandoned({ harness, space }: Pick<RegisteredRun, 'harness' | 'space'>): boolean {
  const here = pidSpace();
  if (space.host !== here.host) return false;
  // Same machine, other boot: nothing outlived it, and an equal pid and start time would be chance.
  if (space.boot !== here.boot) return true;
  return space.namespace === here.namespace && !isRunning(harness);
}

async function clearUp(registry: Registry, run: RegisteredRun, signal?: AbortSignal): Promise<Swept> {
  const orphans = run.space.boot === pidSpace().boot ? orphansOf(run) : [];
  for (const { pid } of orphans) sendSignal(pid, 'SIGKILL');
  await waitUntil(
    {
      what: `the processes ${orphans.map(({ pid }) => pid).join(', ')} of the abandoned run ${run.run} have ended`,
      withinMs: killedWithinMs,
      signal,
      remedy: 'Look at them with ps: a process in state D waits for a disk or a network file system.',
    },
    () => orphans.every((orphan) => !isRunning(orphan)),
  );
  await rm(run.scratchFolder, { recursive: true, force: true });
  registry.leave(run.run);
  return { run: run.run, ended: orphans.map(({ pid, what }) => ({ pid, what })) };
}

/** A registered process proves itself by its start time, and as the leader of its group it proves the group. */
function orphansOf(run: RegisteredRun) {
  const registered = run.processes.filter(isRunning).flatMap((leader) => {
    const leads = processStatus(leader.pid)?.group === leader.pid;
    return leads ? processesInGroup(leader.pid).map((member) => ({ ...member, what: leader.what })) : [leader];
  });
  const marked = processesOfRun(run.run).map((process) => ({ ...process, what: 'marked with the run' }));
  return [...new Map([...marked, ...registered].map((process) => [process.pid, process])).values()];
}
