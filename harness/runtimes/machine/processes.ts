import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { Failure } from '../../model/failure.ts';
import { type ProcessIdentity, sameProcess } from '../../model/process.ts';

/** A process as /proc tells it at this moment. */
export interface ProcessStatus extends ProcessIdentity {
  readonly group: number;
  /** R, S, D, T … */
  readonly state: string;
  /** It has ended and waits to be reaped. */
  readonly ended: boolean;
  /** Of processor time, in milliseconds. */
  readonly cpuMs: number;
  readonly residentBytes: number;
}

/** Fields of /proc/<pid>/stat are counted from 1 (proc(5)); those after the command name begin with the third. */
const fieldAfterName = (fields: readonly string[], number: number): string => fields[number - 3] ?? '';

/** Linux tells times in hundredths of a second on every machine (USER_HZ) … */
const tickMs = 10;
/** … and memory in pages, which are of this size on all that Node runs on but some ARM machines. */
const pageBytes = 4096;

/** Reads one line of /proc/<pid>/stat. The command name stands in parentheses and may itself hold spaces and parentheses. */
export function parseStatus(line: string): ProcessStatus {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return {
    pid: Number.parseInt(line, 10),
    startTime: fieldAfterName(fields, 22),
    group: Number(fieldAfterName(fields, 5)),
    state: fieldAfterName(fields, 3),
    ended: ['Z', 'X', 'x'].includes(fieldAfterName(fields, 3)),
    cpuMs: (Number(fieldAfterName(fields, 14)) + Number(fieldAfterName(fields, 15))) * tickMs,
    residentBytes: Number(fieldAfterName(fields, 24)) * pageBytes,
  };
}

/** What the operating system says of a pid now; undefined when there is no such process. */
export function processStatus(pid: number): ProcessStatus | undefined {
  try {
    return parseStatus(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return undefined;
  }
}

/** Reads /proc/<pid>/limits: the soft limits that are numbers, by the kernel's names for them. */
export function parseLimits(text: string): Map<string, number> {
  const rows = text.split('\n').map((line) => /^(\S+(?: \S+)*) {2,}(\d+) /.exec(line));
  return new Map(rows.flatMap((row) => (row ? [[row[1] ?? '', Number(row[2])] as const] : [])));
}

/** The limits of a process now; none when there is no such process. */
export function processLimits(pid: number): ReadonlyMap<string, number> {
  try {
    return parseLimits(readFileSync(`/proc/${pid}/limits`, 'latin1'));
  } catch {
    return new Map();
  }
}

/** Whether that very process still runs: the same pid and the same start time, and not merely waiting to be reaped. */
export function isRunning(identity: ProcessIdentity): boolean {
  const status = processStatus(identity.pid);
  return status !== undefined && !status.ended && sameProcess(status, identity);
}

/** Every process at this moment, without those that only wait to be reaped. */
export function runningProcesses(): ProcessStatus[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((entry) => processStatus(Number(entry)))
    .filter((status) => status !== undefined)
    .filter(({ ended }) => !ended);
}

export const processesInGroup = (group: number): ProcessStatus[] =>
  runningProcesses().filter((status) => status.group === group);

/** Everything that a run starts carries this variable, so that what it leaves can be told from anything else. */
export const runVariable = 'NORESTART_RUN';

/** Processes that were started with `NORESTART_RUN=<run>`. Those of other users cannot be read and are not ours. */
export function processesOfRun(run: string): ProcessStatus[] {
  return runningProcesses().filter(({ pid }) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${runVariable}=${run}`);
    } catch {
      return false;
    }
  });
}

/** Identity of a process that is known to exist, such as one that was just spawned and not yet reaped. */
export function identityOf(pid: number): ProcessIdentity {
  const status = processStatus(pid);
  if (!status)
    throw new Failure('defect', {
      attempted: `Reading the identity of process ${pid}`,
      happened: `/proc/${pid}/stat cannot be read`,
      remedy: 'Mount /proc; in a hardened container, without hidepid.',
    });
  return { pid, startTime: status.startTime };
}

/** Undefined where there are no users by number. */
export const ownUser = process.getuid?.();

/** Whose process it is; undefined when there is none of that pid. */
export const userOf = (pid: number): number | undefined => statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid;

/** When the kernel was started, in milliseconds since the epoch; 0 where it does not say so. */
export const machineStartedAt = (): number =>
  Number(/^btime (\d+)$/m.exec(readFileSync('/proc/stat', 'latin1'))?.[1] ?? 0) * 1000;

/** Whether processes of other users are seen: /proc may be mounted with `hidepid`. */
export const seesAll = (): boolean => processStatus(1) !== undefined;

/** Where pids and start times mean something: one boot of one machine, seen from one pid namespace. */
export interface PidSpace {
  readonly host: string;
  readonly boot: string;
  readonly namespace: string;
}

/** Throws a `Failure` of the kind 'missing' where there is no Linux /proc. */
export function pidSpace(): PidSpace {
  try {
    return {
      host: hostname(),
      boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
      namespace: readlinkSync('/proc/self/ns/pid'),
    };
  } catch (cause) {
    throw new Failure('missing', {
      attempted: 'Reading process identities from /proc',
      happened: `${process.platform} does not offer them as Linux does`,
      remedy: 'Run it on Linux: the native runtime proves by pid and start time which processes are its own.',
      cause,
    });
  }
}

/** Signals a process, or (with a negative pid) a group. A process that is gone is not an error. */
export function sendSignal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
