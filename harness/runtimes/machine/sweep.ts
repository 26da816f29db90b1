import { rm } from 'node:fs/promises';
import type { Progress } from '../../model/runtime.ts';
import { waitUntil } from '../shared/wait.ts';
import {
  isRunning,
  ownUser,
  pidSpace,
  processesInGroup,
  processesOfRun,
  processStatus,
  sendSignal,
  userOf,
} from './processes.ts';
import type { RegisteredRun, Registry } from './registry.ts';
import { isBeforeStart, whyKeep } from './scratch.ts';

/** What was cleared up after one run whose harness is gone. */
export interface Swept {
  readonly run: string;
  /** Processes that were still there and were ended. */
  readonly ended: readonly { readonly pid: number; readonly what: string }[];
}

/** A run that was not touched. */
export interface Left {
  readonly run: string;
  readonly why: string;
  /** Its harness lives, so that there is nothing to clear up. */
  readonly goesOn: boolean;
}

export interface Sweep {
  readonly swept: readonly Swept[];
  readonly left: readonly Left[];
}

/** SIGKILL takes effect at once unless the kernel itself hangs; in milliseconds. */
const killedWithinMs = 5000;

/**
 * Ends what runs without a living harness left behind: processes, scratch folders, ports. Touches only what it can
 * prove to be theirs, and this user's: processes with the pid AND the start time that were registered, those that carry the
 * run's mark in their environment, and the folder of this cache that carries it. All the rest is told, and left alone;
 * nothing of another run keeps this one from going on. Throws only what the signal is aborted with.
 */
export async function sweep(registry: Registry, signal?: AbortSignal): Promise<Sweep> {
  const swept: Swept[] = [];
  const left: Left[] = registry.unreadable().map((run) => leave(run, 'its entry in the registry cannot be read'));
  for (const run of registry.runs()) {
    signal?.throwIfAborted();
    try {
      const reason = whyLeave(registry, run);
      if (reason) left.push({ run: run.run, ...reason });
      else swept.push(await clearUp(registry, run, signal));
    } catch (error) {
      signal?.throwIfAborted();
      left.push(leave(run.run, `it could not be cleared up: ${error instanceof Error ? error.message : error}`));
    }
  }
  return { swept, left };
}

/** Says what a sweep did, to a run that is about to begin: of those that go on there is nothing to say. */
export function tellSweep({ swept, left }: Sweep, progress: Progress): void {
  for (const { run, ended } of swept)
    progress(`cleared up after run ${run}, whose harness is gone: ended ${ended.length} processes`);
  const alone = left.filter(({ goesOn }) => !goesOn);
  if (alone.length > 0)
    progress(`left alone: ${alone.length} earlier runs that are not ours to clear up (\`norestart clean\` says why)`);
}

const leave = (run: string, why: string): Left => ({ run, why, goesOn: false });

function whyLeave({ cacheFolder }: Registry, run: RegisteredRun): Omit<Left, 'run'> | undefined {
  const here = pidSpace();
  const { boot, namespace } = run.space;
  if (boot === here.boot && namespace === here.namespace && isRunning(run.harness))
    return { why: 'it is still going on', goesOn: true };
  const dead = boot === here.boot ? isAbandoned(run) : isBeforeStart(run);
  const why = dead ? whyKeep(cacheFolder, run) : 'it belongs to another machine or container';
  return why === undefined ? undefined : { why, goesOn: false };
}

/**
 * Whether the harness of a run is certainly gone, which has left something where no other machine can have left it. Of
 * another boot nothing outlived this one's start, and an equal pid and start time would be chance.
 */
export function isAbandoned({ harness, space }: Pick<RegisteredRun, 'harness' | 'space'>): boolean {
  const here = pidSpace();
  if (space.boot !== here.boot) return space.host === here.host;
  return space.namespace === here.namespace && !isRunning(harness);
}

async function clearUp(registry: Registry, run: RegisteredRun, signal?: AbortSignal): Promise<Swept> {
  const orphans = run.space.boot === pidSpace().boot ? orphansOf(run) : [];
  const foreign = orphans.find(({ pid }) => userOf(pid) !== undefined && userOf(pid) !== ownUser);
  if (foreign) throw new Error(`process ${foreign.pid} belongs to another user`);
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

/**
 * A registered process proves itself by its start time, and as the leader of its group it proves the group. Never the one
 * that looks, nor the first of the machine.
 */
function orphansOf(run: RegisteredRun) {
  const registered = run.processes.filter(isRunning).flatMap((leader) => {
    const leads = processStatus(leader.pid)?.group === leader.pid;
    return leads ? processesInGroup(leader.pid).map((member) => ({ ...member, what: leader.what })) : [leader];
  });
  const marked = processesOfRun(run.run).map((process) => ({ ...process, what: 'marked with the run' }));
  const all = new Map([...marked, ...registered].map((process) => [process.pid, process]));
  return [...all.values()].filter(({ pid }) => pid > 1 && pid !== process.pid);
}
