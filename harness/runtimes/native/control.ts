import type { Limited, RunningProcess } from '../../model/environment.ts';
import { sameProcess } from '../../model/process.ts';
import { processLimits, processStatus } from '../machine/processes.ts';
import { limitFlag, limitsOf } from '../shared/limits.ts';
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
    const flag = limitFlag(resource, bytes);
    await Promise.all(child.members().map(({ pid }) => limitOne(child.what, pid, resource, flag, run)));
  },
  limits: async () => limitsOf(processLimits(child.identity.pid)),
});

/** Node has no call for it, and util-linux is on every Linux. Only the soft limit is set: it can be taken away again. */
async function limitOne(what: string, pid: number, resource: Limited, flag: string, run: string): Promise<void> {
  await runCommand({
    purpose: `limit the ${resource} of ${what}`,
    program: 'prlimit',
    arguments: ['--pid', String(pid), flag],
    withinMs: 5000,
    run,
    signal: new AbortController().signal,
    kind: 'missing',
    remedy: 'Install util-linux, which brings prlimit.',
  });
}
