import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Member } from './member.ts';
import { figuresOf, type Identity } from './proc.ts';

/** How a process has ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A member whose process was started here. */
export interface Running {
  readonly member: Member;
  readonly identity: Identity;
  readonly exited: Promise<Exit>;
  hasExited(): boolean;
  /** To its whole process group. */
  signal(name: NodeJS.Signals): void;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * V8 lets its youngest objects have up to 134 MB before it looks which are still needed, and takes them bit by bit over
 * half an hour, which looks like a leak. With 4 MB for each half of them a service stays where it is after five minutes,
 * and needs no more time on a processor: hardly any of them live.
 */
const young = '--max-semi-space-size=4';
/** kafkajs 2.2 makes Node 24 and later print this warning for each request. */
const quiet = '--disable-warning=TimeoutNegativeWarning';

/** Starts a member in a process group of its own, so that Ctrl-C at the terminal is not for it; its output goes to its file. */
export function start(member: Member, data: string): Running {
  const log = openSync(member.logFile, 'a');
  try {
    const child = spawn(process.execPath, [young, quiet, ...member.words], {
      cwd: root,
      env: { ...environment(data), ...member.secrets },
      stdio: ['ignore', log, log],
      detached: true,
    });
    const { pid } = child;
    if (pid === undefined) throw new Error(`${member.name} cannot be started: the machine has no room for a process.`);
    let over = false;
    const exited = new Promise<Exit>((resolve) => {
      child.once('exit', (code, signal) => {
        over = true;
        resolve({ code, signal });
      });
    });
    const identity = { pid, startTime: figuresOf(pid)?.startTime ?? '' };
    return { member, identity, exited, hasExited: () => over, signal: (name) => signalGroup(pid, name) };
  } finally {
    closeSync(log);
  }
}

/** What npm adds would only be true of this process. What Node has compiled is kept: many processes run the same files. */
const environment = (data: string): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_'))),
  NODE_COMPILE_CACHE: join(data, 'compiled'),
});

function signalGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The end of what it wrote. */
export const lastLines = ({ member }: Running, most = 5): string[] =>
  readFileSync(member.logFile, 'utf8').trimEnd().split('\n').slice(-most);
