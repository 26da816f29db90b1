import type { ProcessIdentity } from '../../model/process.ts';
import { identityOf, ownUser, type PidSpace, pidSpace } from '../machine/processes.ts';

/** Everything that a run makes on the engine carries these, so that it is known whose it is, and whether that is gone. */
export const runLabel = 'norestart.run';
const names = {
  pid: 'norestart.harness.pid',
  startTime: 'norestart.harness.start-time',
  host: 'norestart.harness.host',
  boot: 'norestart.harness.boot',
  namespace: 'norestart.harness.pid-namespace',
} as const;
const userLabel = 'norestart.harness.user';

export type Labels = Readonly<Record<string, string>>;

/** Those of a run of this process. */
export function labelsOf(run: string): Labels {
  const { pid, startTime } = identityOf(process.pid);
  const { host, boot, namespace } = pidSpace();
  return {
    [runLabel]: run,
    [names.pid]: String(pid),
    [names.startTime]: startTime,
    [names.host]: host,
    [names.boot]: boot,
    [names.namespace]: namespace,
    ...(ownUser === undefined ? {} : { [userLabel]: String(ownUser) }),
  };
}

/** A run and its harness, as the labels of a thing tell them. */
export interface Owner {
  readonly run: string;
  readonly harness: ProcessIdentity;
  readonly space: PidSpace;
  /** By number; undefined where there are none, or when an earlier norestart has made it. */
  readonly user: number | undefined;
}

/** Undefined when a label is missing: then it is not known whose it is. */
export function ownerOf(labels: Labels | undefined): Owner | undefined {
  const [run, pid, startTime, host, boot, namespace] = [runLabel, ...Object.values(names)].map(
    (name) => labels?.[name],
  );
  if (!run || !pid || !startTime || !host || !boot || !namespace) return undefined;
  const user = labels?.[userLabel] === undefined ? undefined : Number(labels[userLabel]);
  return { run, harness: { pid: Number(pid), startTime }, space: { host, boot, namespace }, user };
}
