import type { Limited, Limits, RunningProcess } from '../../core/environment.ts';
import { sameProcess } from '../../core/process.ts';
import { processLimits, processStatus } from '../machine/processes.ts';
import type { Child } from './child.ts';
import { runCommand } from './tools/command.ts';

/** What can be done to any process that was started here. */
export const control = (child: Child, run: string): Omit<RunningProcess, 'identity' | 'exited'> => ({
  pause: async () => child.signal('SIGSTOP'),
  resume: async () => child.signal('SIGCONT'),
  status: async () => {
    const status = processStatus(child.identity.pid);
    if (!status || status.ended || !sameProcess(status, child.identity)) return undefined;
    const { state, cpuMs, residentBytes } = status;
    return { state, cpuMs, residentBytes };
  },
  limit: async (resource, bytes) => {
    const bound = bytes === undefined ? 'unlimited' : String(bytes);
    await Promise.all(child.members().map(({ pid }) => limitOne(child.what, pid, resource, bound, run)));
  },
  limits: async () => limitsOf(processLimits(child.identity.pid)),
});

/** As the kernel calls them. */
const kernelNames: Readonly<Record<Limited, string>> = { 'file-size': 'Max file size', data: 'Max data size' };

const limitsOf = (known: ReadonlyMap<string, number>): Limits =>
  Object.fromEntries(
    Object.entries(kernelNames).flatMap(([resource, name]) => {
      const bytes = known.get(name);
      return bytes === undefined ? [] : [[resource, bytes]];
    }),
  );

const flags: Readonly<Record<Limited, string>> = { 'file-size': '--fsize', data: '--data' };

/** Node has no call for it, and util-linux is on every Linux. Only the soft limit is set: it can be taken away again. */
async function limitOne(what: string, pid: number, resource: Limited, bound: string, run: string): Promise<void> {
  await runCommand({
    purpose: `limit the ${resource} of ${what}`,
    program: 'prlimit',
    arguments: ['--pid', String(pid), `${flags[resource]}=${bound}:`],
    withinMs: 5000,
    run,
    signal: new AbortController().signal,
    kind: 'missing',
    remedy: 'Install util-linux, which brings prlimit.',
  });
}
