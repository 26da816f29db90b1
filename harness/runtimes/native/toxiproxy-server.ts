import { join } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { listensOn } from '../machine/listening.ts';
import { portTaken } from '../machine/ports.ts';
import type { Registry } from '../machine/registry.ts';
import { local } from '../shared/local.ts';
import { lastLines, logLength, logSince } from '../shared/log-tail.ts';
import { waitUntil } from '../shared/wait.ts';
import { type Child, launch } from './child.ts';

export interface ToxiproxyOptions {
  readonly binary: string;
  readonly port: number;
  /** The run's own folder. */
  readonly folder: string;
  readonly run: string;
  readonly registry: Registry;
  readonly signal: AbortSignal;
}

/** It listens after some 10 ms; a busy machine gets a thousand times that. */
const startsWithinMs = 10_000;

/** Starts the Toxiproxy server and resolves when it listens. Leaves nothing running when it rejects. */
export async function launchToxiproxy(options: ToxiproxyOptions): Promise<Child> {
  const { binary, port, folder, run, registry, signal } = options;
  signal.throwIfAborted();
  const logFile = join(folder, 'logs', 'toxiproxy.log');
  const logStart = logLength(logFile);
  const args = ['-host', '127.0.0.1', '-port', String(port)];
  const child = await launch({ what: 'toxiproxy', program: binary, arguments: args, folder, logFile, run, registry });
  const remedy = `Read ${logFile}.`;
  try {
    await waitUntil({ what: 'Toxiproxy listens', withinMs: startsWithinMs, everyMs: 5, signal, remedy }, async () => {
      if (child.hasExited()) throw await diedAtStart(child, logSince(logFile, logStart));
      return listensOn(child.identity.pid, [local(port)]);
    });
    return child;
  } catch (error) {
    await child.kill();
    throw error;
  }
}

async function diedAtStart(child: Child, log: string): Promise<Failure> {
  const { code, signal } = await child.exited;
  const taken = log.includes('address already in use');
  return new Failure(taken ? 'missing' : 'defect', {
    attempted: 'Starting Toxiproxy',
    happened: `it ended with ${signal ?? `exit code ${code}`}; the last it said:\n${lastLines(log)}`,
    remedy: taken
      ? 'Something else listens on its port: start the run again for other ports.'
      : `Read ${child.logFile}.`,
    cause: taken ? portTaken : undefined,
  });
}
