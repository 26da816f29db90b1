import { readFileSync } from 'node:fs';
import type { Container } from 'dockerode';
import type { Limited } from '../../model/environment.ts';
import { Failure } from '../../model/failure.ts';
import { limitFlag } from '../shared/limits.ts';
import type { Engine } from './engine.ts';
import { runHelper } from './helper.ts';

export interface LimitOptions {
  readonly engine: Engine;
  readonly what: string;
  readonly container: Container;
  readonly resource: Limited;
  readonly bytes: number | undefined;
}

/**
 * Limits the first process of a container, which others inherit. Engines set limits at a start alone, so a short helper
 * goes into the container's own pid namespace, where that process is number 1. It is of the same user, so that it needs
 * no rights of its own.
 */
export async function limitIn({ engine, what, container, resource, bytes }: LimitOptions): Promise<void> {
  const { Config, State } = await container.inspect();
  const { code, said } = await runHelper(engine, {
    labels: Config.Labels,
    user: ownerOf(State.Pid),
    command: ['prlimit', '--pid', '1', limitFlag(resource, bytes)],
    host: { PidMode: `container:${container.id}`, NetworkMode: 'none' },
  });
  if (code === 0) return;
  throw new Failure('missing', {
    attempted: `Limiting the ${resource} of ${what}`,
    happened: `prlimit ended with ${code}: ${said.slice(-500)}`,
    remedy: 'The image of NORESTART_NODE_IMAGE must bring prlimit (util-linux), as that of Debian does.',
  });
}

/** The user and group that a process belongs to, by number (proc(5)). */
function ownerOf(pid: number): string {
  const text = readFileSync(`/proc/${pid}/status`, 'latin1');
  const [user, group] = ['Uid', 'Gid'].map((name) => new RegExp(`^${name}:\\t(\\d+)`, 'm').exec(text)?.[1]);
  return `${user}:${group}`;
}
