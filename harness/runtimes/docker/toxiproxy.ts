import { join } from 'node:path';
import type { Address } from '../../model/address.ts';
import { authority } from '../../model/address.ts';
import { Failure } from '../../model/failure.ts';
import { waitUntil } from '../shared/wait.ts';
import { requireVisible } from './cgroup.ts';
import { addressIn, createContainer } from './container.ts';
import { createOptions } from './create-options.ts';
import type { Ground } from './ground.ts';
import { brokerHost, toxiproxyHost, toxiproxyPort } from './layout.ts';

export interface RunningToxiproxy {
  readonly container: string;
  /** Its address in the run's network, where this machine reaches it without any published port in between. */
  readonly host: string;
  readonly logFile: string;
}

/** It listens after some 10 ms; a busy machine gets a thousand times that. */
const startsWithinMs = 15_000;

/** Starts Toxiproxy and resolves when it answers. */
export async function startToxiproxy(ground: Ground): Promise<RunningToxiproxy> {
  const { engine, events, options, ends, network, images } = ground;
  const logFile = join(options.folder, 'logs', 'toxiproxy.log');
  const create = createOptions(ground, {
    name: toxiproxyHost,
    // A name that can be taken away is in a network of its own: see names.ts.
    aliases: options.removableName ? [] : [brokerHost],
    image: images.toxiproxy,
    command: ['-host=0.0.0.0', `-port=${toxiproxyPort}`],
  });
  const configured = await createContainer({ engine, events, what: 'toxiproxy', create, logFile });
  ends.network.push(configured.remove);
  const life = await configured.start();
  const info = await configured.container.inspect();
  const host = addressIn(info, network);
  if (!life.hasExited()) requireVisible(info.State.Pid, configured.id);
  const server = { host, port: toxiproxyPort };
  const wait = { what: 'Toxiproxy answers', withinMs: startsWithinMs, everyMs: 10, signal: options.signal, remedy: '' };
  try {
    await waitUntil({ ...wait, remedy: `Read ${logFile}.` }, async () => {
      if (life.hasExited()) throw died(logFile);
      return answers(server);
    });
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof Failure && life.hasExited()) throw error;
    throw outOfReach(server, error);
  }
  return { container: configured.id, host, logFile };
}

async function answers(server: Address): Promise<boolean> {
  try {
    return (await fetch(`http://${authority(server)}/version`, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}

const died = (logFile: string): Failure =>
  new Failure('defect', {
    attempted: 'Starting Toxiproxy',
    happened: 'its container ended before it answered',
    remedy: `Read ${logFile}.`,
  });

const outOfReach = (server: Address, cause: unknown): Failure =>
  new Failure('missing', {
    attempted: `Reaching Toxiproxy in its container, at ${authority(server)}`,
    happened: `it runs, and nothing answers from here within ${startsWithinMs / 1000} s`,
    remedy:
      "The harness must reach the network of containers: run it on the engine's own Linux machine (not beside Docker Desktop, a rootless engine, or inside another container), with no firewall between; or use --runtime native.",
    cause,
  });
