import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { type ProcessExit, type ProcessIdentity, sameProcess } from '../../model/process.ts';
import { onHarnessExit } from '../machine/harness-exit.ts';
import {
  identityOf,
  type ProcessStatus,
  processesInGroup,
  processStatus,
  runVariable,
  sendSignal,
} from '../machine/processes.ts';
import type { Registry } from '../machine/registry.ts';
import { waitUntil } from '../shared/wait.ts';

export interface LaunchOptions {
  /** Who it is, for the registry and for error messages: `broker`, `orders`, … */
  readonly what: string;
  readonly program: string;
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Standard output and error are appended here; `terminal`: they go where ours go. */
  readonly logFile: string;
  readonly run: string;
  readonly registry: Registry;
}

/** In place of a log file. */
export const terminal = 'the terminal';

/** A process that was started here, the leader of its own process group. */
export interface Child {
  readonly what: string;
  readonly logFile: string;
  readonly identity: ProcessIdentity;
  readonly exited: Promise<ProcessExit>;
  hasExited(): boolean;
  members(): readonly ProcessStatus[];
  /** To every process of the group. */
  signal(name: NodeJS.Signals): void;
  /** SIGTERM, then SIGKILL after `graceMs`; resolves when the whole group is gone. */
  stop(options: { readonly graceMs: number }): Promise<ProcessExit>;
  /** SIGKILL; resolves when the whole group is gone. */
  kill(): Promise<ProcessExit>;
}

/** SIGKILL takes effect at once unless the kernel itself hangs; in milliseconds. */
const killedWithinMs = 5000;

/** Starts a process and enters it in the registry before anything else can happen. Rejects when it cannot be started. */
export async function launch(options: LaunchOptions): Promise<Child> {
  const child = spawnToLog(options);
  if (child.pid === undefined) {
    const [cause] = await once(child, 'error');
    throw new Failure('missing', {
      attempted: `Starting ${options.what} (${options.program})`,
      happened: cause instanceof Error ? cause.message : String(cause),
      remedy: 'Check that the program is there and may be executed, and that the machine can start more processes.',
      cause,
    });
  }
  const identity = identityOf(child.pid);
  try {
    options.registry.addProcess(options.run, identity, options.what);
  } catch (error) {
    // A process that nobody could find again must not go on.
    sendSignal(-identity.pid, 'SIGKILL');
    throw error;
  }
  return follow(child, identity, options);
}

function spawnToLog(options: LaunchOptions): ChildProcess {
  if (options.logFile === terminal) return spawnTo('inherit', options);
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a');
  try {
    return spawnTo(log, options);
  } finally {
    closeSync(log);
  }
}

const spawnTo = (output: number | 'inherit', options: LaunchOptions): ChildProcess =>
  spawn(options.program, options.arguments, {
    cwd: options.folder,
    env: { ...(options.environment ?? process.env), [runVariable]: options.run },
    stdio: ['ignore', output, output],
    detached: true,
  });

function follow(child: ChildProcess, identity: ProcessIdentity, { what, logFile }: LaunchOptions): Child {
  let exit: ProcessExit | undefined;
  const exited = new Promise<ProcessExit>((resolve) => {
    child.once('exit', (code, signal) => {
      exit = { code, signal };
      resolve(exit);
    });
  });
  const members = () => groupMembers(identity);
  const signal = (name: NodeJS.Signals) => {
    if (!exit || members().length > 0) sendSignal(-identity.pid, name);
  };
  // When the harness ends in a way that skips its own clearing up, nothing of it may stay.
  const forget = onHarnessExit(() => signal('SIGKILL'));
  const gone = async (withinMs: number): Promise<ProcessExit> => {
    const remedy = 'Look at it with ps: a process in state D waits for a disk or a network file system.';
    await waitUntil(
      { what: `all processes of ${what} have ended`, withinMs, remedy },
      () => !!exit && members().length === 0,
    );
    forget();
    return exited;
  };
  const kill = () => {
    signal('SIGKILL');
    return gone(killedWithinMs);
  };
  const stop = async ({ graceMs }: { readonly graceMs: number }) => {
    signal('SIGTERM');
    // A paused process would get it only when it is resumed.
    signal('SIGCONT');
    return gone(graceMs).catch(kill);
  };
  return { what, logFile, identity, exited, hasExited: () => exit !== undefined, members, signal, stop, kill };
}

/** The group's processes now. When another process has the leader's pid, the group is no longer the one we know. */
function groupMembers(leader: ProcessIdentity): readonly ProcessStatus[] {
  const holder = processStatus(leader.pid);
  return holder && !sameProcess(holder, leader) ? [] : processesInGroup(leader.pid);
}
